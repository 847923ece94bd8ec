using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

internal static class ConsoleStyle
{
    public static readonly Html Sheet = Html.Of($$"""
        :root { --ground: #f6f7f9; --card: #fff; --ink: #1d2430; --soft: #667085; --line: #e3e6eb; --mark: #2f5fd0; --chosen: #e9effc; --good: #17803d; --busy: #a15c07; --bad: #c4320a; }
        @media (prefers-color-scheme: dark) { :root { --ground: #14171c; --card: #1b1f26; --ink: #e6e9ee; --soft: #98a2b3; --line: #2c323c; --mark: #86a8ff; --chosen: #24304a; --good: #5fd38d; --busy: #f5b754; --bad: #ff8a65; } }
        * { box-sizing: border-box; }
        body { margin: 0; height: 100vh; display: grid; grid-template-columns: 15rem 1fr; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
        a { color: var(--mark); text-decoration: none; }
        a:hover { text-decoration: underline; }
        aside { display: flex; flex-direction: column; gap: .5rem; padding: 1rem .6rem; background: var(--card); border-right: 1px solid var(--line); overflow-y: auto; }
        aside header { padding: 0 .6rem .4rem; }
        h1 { font-size: 1.2rem; margin: 0; }
        h2 { font-size: 1.05rem; margin: 1.8rem 0 .6rem; overflow-wrap: anywhere; }
        h3 { font-size: .85rem; margin: 1.2rem 0 .5rem; color: var(--soft); font-weight: 600; }
        aside nav { display: grid; padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
        aside a { display: flex; align-items: center; justify-content: space-between; padding: .4rem .6rem; border-radius: .5rem; color: inherit; }
        aside a:hover { background: var(--ground); text-decoration: none; }
        aside a.chosen { background: var(--chosen); color: var(--mark); font-weight: 600; }
        aside footer { margin-top: auto; font-size: .85rem; }
        aside footer h2 { font-size: .8rem; color: var(--soft); margin: .4rem .6rem; font-weight: 600; }
        .count { background: var(--chosen); color: var(--mark); border-radius: 1rem; padding: 0 .55rem; font-size: .8rem; font-weight: 600; }
        main { overflow: auto; padding: 1.5rem 2rem 3rem; min-width: 0; }
        .bar { display: flex; align-items: baseline; gap: 1rem; margin-bottom: 1rem; }
        .bar h1 { font-size: 1.4rem; }
        .table { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
        table { border-collapse: collapse; width: 100%; }
        th { text-align: left; font-size: .8rem; color: var(--soft); font-weight: 600; }
        th, td { padding: .5rem .9rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        tr:last-child td { border-bottom: 0; }
        tr.chosen td { background: var(--chosen); }
        td pre { margin: 0; max-height: 12rem; overflow: auto; }
        pre, code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
        main > pre { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; }
        small, time, .soft { color: var(--soft); font-size: .85rem; }
        time { white-space: nowrap; }
        .number { font-variant-numeric: tabular-nums; }
        .status { font-size: .8rem; font-weight: 600; white-space: nowrap; }
        .status::before { content: ""; display: inline-block; width: .5rem; height: .5rem; margin-right: .4rem; border-radius: 50%; background: currentColor; }
        .good { color: var(--good); } .busy { color: var(--busy); } .bad { color: var(--bad); }
        dl { display: grid; grid-template-columns: auto 1fr; gap: .15rem 1rem; }
        dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .8rem; margin: 1.2rem 0; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1rem; }
        .card h2 { margin: 0; } .card p { margin: .25rem 0 0; }
        .empty { color: var(--soft); padding: 1.2rem; border: 1px dashed var(--line); border-radius: .6rem; }
        summary { cursor: pointer; }
        @media (max-width: 48rem) { body { grid-template-columns: 1fr; height: auto; } aside { border-right: 0; border-bottom: 1px solid var(--line); } main { padding: 1rem; } }
        """);
}
