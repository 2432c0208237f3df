//! What rows of each form say.

use super::*;
use crate::evidence::usage::export::LeftOut;
use crate::evidence::usage::testing::{days, error, export, problems, total};

/// Columns as the dashboard exported them in October 2025; the buckets are 2026-08-01 and 2026-08-02.
const OPENAI: &str = "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n\
    1785542400,1785628800,2026-08-01T00:00:00+00:00,2026-08-02T00:00:00+00:00,proj_a,5.0,user-a,key_a,gpt-4o,False,default,1000,500,800\n\
    1785542400,1785628800,2026-08-01T00:00:00+00:00,2026-08-02T00:00:00+00:00,proj_b,3.0,user-b,key_b,gpt-4o,True,default,600,300,0\n\
    1785628800,1785715200,2026-08-02T00:00:00+00:00,2026-08-03T00:00:00+00:00\n";

#[test]
fn openai_states_input_with_what_was_cached() {
    let export = export(OPENAI);
    assert_eq!(
        (export.form, export.rows, export.left_out.empty_buckets),
        (Form::OpenAiUsageCsv, 2, 1)
    );
    assert_eq!(export.problems.count, 0);
    let amounts = Amounts {
        queries: Some(8.0),
        input_tokens: Some(1600.0),
        cached_tokens: Some(800.0),
        cache_write_tokens: None,
        output_tokens: Some(800.0),
        batch_queries: Some(3.0),
        batch_tokens: Some(900.0),
        cost: None,
    };
    assert_eq!(export.models(), [("gpt-4o", amounts)]);
    let covers = export.covers().unwrap();
    assert_eq!(
        (covers.0.to_string(), covers.1.to_string()),
        ("2026-08-01".to_owned(), "2026-08-02".to_owned())
    );
    assert!(!export.has_hours());
}

#[test]
fn openai_answers_in_pages_buckets_or_lines() {
    // The example of the API reference, with another time, twice.
    let result = |queries: u32| {
        format!(
            r#"{{"object": "organization.usage.completions.result", "input_tokens": 1000, "output_tokens": 500, "input_cached_tokens": 800, "num_model_requests": {queries}, "project_id": null, "user_id": "user-a", "api_key_id": null, "model": "gpt-4o", "batch": null}}"#
        )
    };
    let bucket = |start: u32, results: &str| {
        format!(
            r#"{{"object": "bucket", "start_time": {start}, "end_time": {}, "results": [{results}]}}"#,
            start + 86_400
        )
    };
    let first = bucket(1_785_542_400, &format!("{}, {}", result(5), result(6)));
    let sorted = format!(
        r#"{{"end_time": 1785715200, "results": [{}], "start_time": 1785628800}}"#,
        result(7)
    );
    let empty = bucket(1_785_715_200, "");
    let page = |buckets: &str| {
        format!(
            r#"{{"object": "page", "data": [{buckets}], "has_more": false, "next_page": null}}"#
        )
    };
    let flat = |start: u32, queries: u32| {
        format!(
            r#"{{"start_time": {start}, "end_time": {}, {}"#,
            start + 86_400,
            &result(queries)[1..]
        )
    };
    let whole = page(&[first.as_str(), &sorted, &empty].join(","));
    let wanted = vec![
        (
            "gpt-4o".to_owned(),
            "2026-08-01".to_owned(),
            Some(11.0),
            Some(2000.0),
        ),
        (
            "gpt-4o".to_owned(),
            "2026-08-02".to_owned(),
            Some(7.0),
            Some(1000.0),
        ),
    ];
    for text in [
        whole.clone(),
        format!("[{},{}]", page(&first), page(&format!("{sorted},{empty}"))),
        format!("{}\n{}\n", page(&first), page(&sorted)),
        format!("[{first},\n{sorted}]"),
        format!("{first}\n{sorted}\n{empty}\n"),
        format!(
            "[{},{},{}]",
            flat(1_785_542_400, 5),
            flat(1_785_542_400, 6),
            flat(1_785_628_800, 7)
        ),
        // The same page twice.
        format!("[{whole},{whole}]"),
    ] {
        let export = export(&text);
        assert_eq!(export.form, Form::OpenAiUsageJson);
        assert_eq!(
            (days(&export), problems(&export)),
            (wanted.clone(), Vec::new()),
            "{text}"
        );
        assert_eq!(total(&export).batch_queries, None);
    }
    assert_eq!(export(&format!("[{whole},{whole}]")).left_out.duplicates, 3);
    assert_eq!(
        problems(&export(&format!("[{first},{}]", result(1)))),
        [(1, "date: it is missing")]
    );
}

#[test]
fn the_same_result_of_two_buckets_counts_twice() {
    let bucket = |start: u32| {
        format!(
            r#"{{"start_time": {start}, "end_time": {}, "results": [{{"model": "m", "num_model_requests": 2, "input_tokens": 5}}]}}"#,
            start + 86_400
        )
    };
    let export = export(&format!(
        "[{},{}]",
        bucket(1_785_542_400),
        bucket(1_785_628_800)
    ));
    assert_eq!(
        (total(&export).queries, export.left_out.duplicates),
        (Some(4.0), 0)
    );
}

#[test]
fn costs_of_openai_arent_taken_for_empty_buckets() {
    let text = r#"{"data": [{"start_time": 1785542400, "end_time": 1785628800, "results": [{"object": "organization.costs.result", "amount": {"value": 0.06, "currency": "usd"}}]}]}"#;
    let error = error(text).to_string();
    assert_eq!(
        error,
        "none of its rows can be used. Line 1: it states neither requests nor tokens nor cost"
    );
}

#[test]
fn openai_of_old_has_other_names() {
    let csv = "organization_id,aggregation_timestamp,n_requests,operation,snapshot_id,n_context_tokens_total,n_generated_tokens_total,email\n\
        org-a,1785542700,2,completion,gpt-3.5-turbo-0125,300,40,a@example.com\n";
    let json = r#"{"object": "list", "data": [{"organization_id": "org-a", "aggregation_timestamp": 1785542700, "n_requests": 2, "operation": "completion", "snapshot_id": "gpt-3.5-turbo-0125", "n_context_tokens_total": 300, "n_generated_tokens_total": 40}], "whisper_api_data": [], "dalle_api_data": [{"num_images": 1}]}"#;
    for text in [csv, json] {
        let export = export(text);
        assert_eq!(
            (export.form, export.problems.count),
            (Form::OpenAiLegacy, 0)
        );
        let day = (
            "gpt-3.5-turbo-0125".to_owned(),
            "2026-08-01".to_owned(),
            Some(2.0),
            Some(300.0),
        );
        assert_eq!(days(&export), [day]);
        assert_eq!(total(&export).output_tokens, Some(40.0));
    }
}

#[test]
fn anthropic_states_input_in_parts_and_no_requests() {
    let text = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed\n\
        2026-08-05,claude-opus-5,Key,Default,standard,≤ 200k,46981,15969,31,100,16932,0,global,\n\
        2026-08-05,claude-opus-5,Key,Default,batch,≤ 200k,1000,0,0,0,68,0,global,\n";
    let of_2025 = "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count\n\
        2026-08-05,claude-opus-5,Key,Default,standard,46981,15969,31,100,16932,0\n\
        2026-08-05,claude-opus-5,Key,Default,batch,1000,0,0,0,68,0\n";
    for text in [text, of_2025] {
        let amounts = total(&export(text));
        assert_eq!(
            amounts,
            Amounts {
                queries: None,
                input_tokens: Some(46981.0 + 16000.0 + 100.0 + 1000.0),
                cached_tokens: Some(100.0),
                cache_write_tokens: Some(16000.0),
                output_tokens: Some(17000.0),
                batch_queries: None,
                batch_tokens: Some(1068.0),
                cost: None,
            }
        );
    }
    let costs = "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd\n\
        2026-08-04,Claude Haiku 4.5,Default,demo-key,message,≤ 200k,input_no_cache,0.05\n\
        2026-08-04,Claude Haiku 4.5,Default,demo-key,message,≤ 200k,output,0.02\n";
    let amounts = total(&export(costs));
    assert_eq!(
        (amounts.cost, amounts.tokens(), amounts.batch_tokens),
        (Some(0.05 + 0.02), None, None)
    );
}

#[test]
fn deepseek_has_a_row_for_each_kind_and_days_of_its_own_clock() {
    let text = "user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount\n\
        u1,2026-09-01T00:00:00+08:00,2026-09-02T00:00:00+08:00,deepseek-v4,tavo,sk-5****9,output_tokens,0.00001,3400\n\
        u1,2026-09-01T00:00:00+08:00,2026-09-02T00:00:00+08:00,deepseek-v4,tavo,sk-5****9,input_cache_hit_tokens,0.000001,8000\n\
        u1,2026-09-01T00:00:00+08:00,2026-09-02T00:00:00+08:00,deepseek-v4,tavo,sk-5****9,input_cache_miss_tokens,0.000002,2000\n\
        u1,2026-09-01T00:00:00+08:00,2026-09-02T00:00:00+08:00,deepseek-v4,tavo,sk-5****9,request_count,,12\n\
        u1,2026-09-01T00:00:00+08:00,2026-09-02T00:00:00+08:00,deepseek-v4,tavo,sk-5****9,something_new,1,9\n";
    let export = export(text);
    assert_eq!(
        days(&export),
        [(
            "deepseek-v4".to_owned(),
            "2026-09-01".to_owned(),
            Some(12.0),
            Some(10_000.0)
        )]
    );
    let amounts = total(&export);
    assert_eq!(
        (amounts.cached_tokens, amounts.output_tokens),
        (Some(8000.0), Some(3400.0))
    );
    assert!((amounts.cost.unwrap() - (0.034 + 0.008 + 0.004)).abs() < 1e-12);
    assert_eq!((export.left_out.other_kinds, export.problems.count), (1, 0));
}

#[test]
fn litellm_logs_count_what_a_model_answered_once() {
    let csv = "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,cache_hit,metadata,status\n\
        a,acompletion,sk-1,0.01,1100,1000,100,2026-08-01 10:00:00.5,2026-08-01 10:00:02,gpt-4o,False,\"{\"\"usage_object\"\": {\"\"prompt_tokens_details\"\": {\"\"cached_tokens\"\": 600}}}\",success\n\
        a,acompletion,sk-1,0.01,1100,1000,100,2026-08-01 10:00:01.5,2026-08-01 10:00:02,gpt-4o,False,{},success\n\
        b,acompletion,sk-1,0,0,0,0,2026-08-01 10:00:00.5,2026-08-01 10:00:02,gpt-4o,False,{},failure\n\
        c,acompletion,sk-1,0,1100,1000,100,2026-08-01 10:00:00.5,2026-08-01 10:00:02,gpt-4o,True,{},success\n\
        d,acompletion,sk-1,1.5e-05,1100,1000,100,2026-08-02 10:00:00.5,2026-08-01 10:00:02,gpt-4o,,{},\n";
    let row = |id: &str, day: u32, status: &str, hit: &str, spend: f64| {
        format!(
            r#"{{"request_id": "{id}", "api_key": "sk-1", "spend": {spend}, "prompt_tokens": 1000, "completion_tokens": 100, "startTime": "2026-08-0{day}T10:00:00.500Z", "model": "gpt-4o", "cache_hit": "{hit}", "status": "{status}", "metadata": {{"usage_object": {{"prompt_tokens_details": {{"cached_tokens": 600}}}}}}}}"#
        )
    };
    let rows = [
        row("a", 1, "success", "False", 0.01),
        row("a", 1, "success", "False", 0.01),
        row("b", 1, "failure", "False", 0.0),
        row("c", 1, "success", "True", 0.0),
        row("d", 2, "success", "None", 0.000_015),
    ];
    for text in [
        csv.to_owned(),
        rows.join("\n"),
        format!("[{}]", rows.join(",")),
        format!(r#"{{"data": [{}], "total": 5}}"#, rows.join(",")),
    ] {
        let export = export(&text);
        assert_eq!((export.form, export.problems.count), (Form::LiteLlmLogs, 0));
        let left_out = LeftOut {
            duplicates: 1,
            compared_all: true,
            failed: 1,
            answered_from_cache: 1,
            ..LeftOut::default()
        };
        assert_eq!(export.left_out, left_out);
        let amounts = total(&export);
        assert_eq!(
            (amounts.queries, amounts.input_tokens, amounts.output_tokens),
            (Some(2.0), Some(2000.0), Some(200.0))
        );
        assert!((amounts.cost.unwrap() - 0.010_015).abs() < 1e-12);
        assert!(amounts.cached_tokens.unwrap() >= 600.0 && export.has_hours());
        assert_eq!(export.assumed_utc, text.starts_with("request_id"));
    }
}

#[test]
fn litellm_daily_counts_what_succeeded() {
    let text = "date,api_key,model,prompt_tokens,completion_tokens,cache_read_input_tokens,cache_creation_input_tokens,spend,api_requests,successful_requests,failed_requests\n\
        2026-08-01,sk-1,claude,1000,100,700,100,0.5,12,10,2\n\
        2026-08-02,sk-1,claude,100,100,700,100,0.5,12,,2\n";
    let export = export(text);
    assert_eq!(export.form, Form::LiteLlmDaily);
    // On the second day the prompt tokens can't include the 800 of the cache.
    assert_eq!(
        days(&export),
        [
            (
                "claude".to_owned(),
                "2026-08-01".to_owned(),
                Some(10.0),
                Some(1000.0)
            ),
            (
                "claude".to_owned(),
                "2026-08-02".to_owned(),
                Some(10.0),
                Some(900.0)
            ),
        ]
    );
    assert_eq!(
        (
            total(&export).cached_tokens,
            total(&export).cache_write_tokens
        ),
        (Some(1400.0), Some(200.0))
    );
    let json = r#"[{"date": "2026-08-01", "model": "claude", "prompt_tokens": 1000, "completion_tokens": 100, "spend": 0.5, "api_requests": 12, "successful_requests": 10}]"#;
    assert_eq!(
        days(&crate::evidence::usage::testing::export(json))[0].2,
        Some(10.0)
    );
}

#[test]
fn langfuse_counts_generations() {
    let csv = "id,type,name,start_time,provided_model_name,usage_details,total_cost,latency,input\n\
        o1,GENERATION,chat,2026-08-01 13:46:19.963000,gpt-4o,\"{\"\"input\"\": 200, \"\"input_cached_tokens\"\": 800, \"\"output\"\": 50, \"\"total\"\": 1050}\",0.002,1.2,\"Hello,\n\"\"you\"\"\"\n\
        o2,SPAN,step,2026-08-01 13:46:19.963000,,,,1.2,\n\
        o1,GENERATION,chat,2026-08-01 13:46:19.963000,gpt-4o,{},0.002,1.2,\n";
    let row = r#"{"id": "o1", "type": "GENERATION", "startTime": "2026-08-01T13:46:19.963Z", "model": null, "providedModelName": "gpt-4o", "usageDetails": {"input": 200, "input_cached_tokens": 800, "output": 50, "total": 1050}, "totalCost": 0.002, "input": {"data": [{"text": "{"}]}}"#;
    let rows = [
        row,
        r#"{"id": "o2", "type": "SPAN", "startTime": "2026-08-01T13:46:19.963Z"}"#,
        row,
    ];
    for text in [
        csv.to_owned(),
        rows.join("\n"),
        format!("[{}]", rows.join(",\n")),
    ] {
        let export = export(&text);
        assert_eq!(
            (export.form, export.rows, problems(&export)),
            (Form::Langfuse, 1, Vec::new())
        );
        assert_eq!(
            (export.left_out.duplicates, export.left_out.other_kinds),
            (1, 1)
        );
        let amounts = total(&export);
        assert_eq!(
            (amounts.queries, amounts.input_tokens, amounts.cached_tokens),
            (Some(1.0), Some(1000.0), Some(800.0))
        );
        assert_eq!(
            (amounts.output_tokens, amounts.cost),
            (Some(50.0), Some(0.002))
        );
    }
}

#[test]
fn what_contradicts_itself_is_a_problem() {
    let text = OPENAI
        .replace(",1000,500,800", ",1000,500,1001")
        .replace("3.0", "-3");
    let error = error(&text).to_string();
    assert_eq!(
        error,
        "none of its rows can be used. Line 2: cached tokens: they are more than the input tokens"
    );
    let export = export(&OPENAI.replace("3.0", "-3"));
    assert_eq!(problems(&export), [(3, "requests: it is negative")]);
    assert_eq!(total(&export).queries, Some(5.0));
}
