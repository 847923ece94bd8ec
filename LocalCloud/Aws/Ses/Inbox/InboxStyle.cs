using LocalCloud.Aws.WebConsole;

namespace LocalCloud.Aws.Ses.Inbox;

internal static class InboxStyle
{
    public static readonly Html Sheet = Html.Of(
        $$"""
        :root { --ground: #f6f7f9; --card: #fff; --ink: #1d2430; --soft: #667085; --line: #e3e6eb; --mark: #2f5fd0; --chosen: #e9effc; }
        @media (prefers-color-scheme: dark) { :root { --ground: #14171c; --card: #1b1f26; --ink: #e6e9ee; --soft: #98a2b3; --line: #2c323c; --mark: #86a8ff; --chosen: #24304a; } }
        * { box-sizing: border-box; }
        body { margin: 0; height: 100vh; display: grid; grid-template-columns: minmax(16rem, 24rem) 1fr; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
        a { color: var(--mark); }
        aside { display: flex; flex-direction: column; min-height: 0; background: var(--card); border-right: 1px solid var(--line); }
        aside header { display: flex; align-items: center; gap: .6rem; padding: 1rem 1rem .6rem; }
        h1 { font-size: 1.15rem; margin: 0; }
        .count { background: var(--chosen); color: var(--mark); border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; }
        .button { margin-left: auto; font-size: .9rem; text-decoration: none; }
        form { padding: 0 1rem .8rem; }
        input { width: 100%; padding: .45rem .7rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--ground); color: inherit; font: inherit; }
        nav { overflow-y: auto; border-top: 1px solid var(--line); }
        .entry { display: grid; grid-template-columns: 1fr auto; gap: 0 .6rem; padding: .65rem 1rem; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
        .entry:hover { background: var(--ground); }
        .chosen, .chosen:hover { background: var(--chosen); box-shadow: inset 3px 0 var(--mark); }
        .entry span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .who { font-weight: 600; }
        time, .from, small { color: var(--soft); font-size: .85rem; }
        .subject, .from { grid-column: 1 / -1; }
        main { overflow-y: auto; padding: 1.5rem 2rem; min-width: 0; }
        article { display: flex; flex-direction: column; min-height: 100%; }
        h2 { margin: 0 0 .8rem; font-size: 1.4rem; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: auto 1fr; gap: .15rem 1rem; margin: 0 0 1rem; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .attachments { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; padding: 0; }
        .attachments li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .3rem .7rem; }
        iframe { flex: 1; min-height: 24rem; width: 100%; border: 1px solid var(--line); border-radius: .5rem; background: #fff; color-scheme: light; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; font: 14px/1.5 ui-monospace, monospace; }
        details { margin-top: 1rem; }
        summary { cursor: pointer; color: var(--soft); margin-bottom: .5rem; }
        .empty { text-align: center; color: var(--soft); margin-top: 20vh; }
        .empty h2 { color: var(--ink); }
        @media (max-width: 48rem) { body { grid-template-columns: 1fr; grid-template-rows: 40vh 1fr; } aside { border-right: 0; border-bottom: 1px solid var(--line); } main { padding: 1rem; } }
        """
    );
}
