namespace LocalCloud.Tune.Reports;

/// <summary>Colours that differ in lightness too, so that they can be told apart by everybody and on paper.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root {
          --paper: #fbfbfa; --card: #ffffff; --ink: #1c1e21; --soft: #5b626b; --rule: #dcdfe3;
          --win: #e4f2ea; --winink: #14603a; --bad: #fbe6e4; --badink: #9b1c13;
          --s0: #1f5fbf; --s1: #c2570c; --s2: #137a4b; --s3: #8a3ab9; --s4: #7a6a00; --s5: #b3215f;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #15171a; --card: #1d2024; --ink: #e8eaed; --soft: #a3abb5; --rule: #363b42;
            --win: #17362a; --winink: #8fdcb2; --bad: #43201d; --badink: #ffb3ab;
            --s0: #7db2ff; --s1: #ffab70; --s2: #6fd6a2; --s3: #d7a5f5; --s4: #e3d36a; --s5: #ff9cc2;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); }
        body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
        main { max-width: 900px; margin: 0 auto; padding: 32px 20px 48px; }
        .kind { margin: 0; color: var(--soft); font-size: 13px; letter-spacing: .04em; }
        h1 { margin: 0; font-size: 28px; line-height: 1.2; overflow-wrap: anywhere; }
        .method { margin: 6px 0 20px; color: var(--soft); font-size: 13px; }
        .verdict { background: var(--win); border-left: 4px solid var(--winink); padding: 14px 20px; margin-bottom: 24px; }
        .verdict h2 { margin: 0 0 4px; color: var(--winink); font-size: 20px; }
        .verdict ul { margin: 0; padding-left: 18px; }
        .doubt { margin: 0 0 24px; padding: 10px 20px; background: var(--bad); color: var(--badink); border-left: 4px solid var(--badink); }
        figure { margin: 0 0 20px; padding: 14px 16px 8px; background: var(--card); border: 1px solid var(--rule); border-radius: 6px; }
        figcaption { font-weight: 600; }
        .plot { overflow-x: auto; } .plot svg { display: block; width: 100%; min-width: 560px; height: auto; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 4px 0 0; font-size: 13px; }
        .legend span { display: inline-flex; align-items: center; gap: 8px; }
        .legend svg { width: 40px; height: 12px; }
        .grid { stroke: var(--rule); } .tick { stroke: var(--soft); }
        .axis { fill: var(--soft); font-size: 12px; }
        .value { fill: var(--ink); font-size: 12.5px; font-weight: 600; }
        .value { paint-order: stroke; stroke: var(--card); stroke-width: 5px; stroke-linejoin: round; }
        .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; } .winner { fill: none; stroke-width: 2; }
        .line.s0, .winner.s0 { stroke: var(--s0); } .line.s1, .winner.s1 { stroke: var(--s1); } .line.s2, .winner.s2 { stroke: var(--s2); }
        .line.s3, .winner.s3 { stroke: var(--s3); } .line.s4, .winner.s4 { stroke: var(--s4); } .line.s5, .winner.s5 { stroke: var(--s5); }
        .line.s1 { stroke-dasharray: 7 4; } .line.s2 { stroke-dasharray: 2 4; } .line.s3 { stroke-dasharray: 10 3 2 3; }
        .line.s4 { stroke-dasharray: 4 2; } .line.s5 { stroke-dasharray: 12 5; }
        .mark.s0 { fill: var(--s0); } .mark.s1 { fill: var(--s1); } .mark.s2 { fill: var(--s2); }
        .mark.s3 { fill: var(--s3); } .mark.s4 { fill: var(--s4); } .mark.s5 { fill: var(--s5); }
        .scroll { overflow-x: auto; margin-bottom: 20px; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; }
        caption { text-align: left; color: var(--soft); font-size: 13px; padding-bottom: 6px; }
        th, td { padding: 6px 8px; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap; }
        thead th { color: var(--soft); font-weight: 600; } th:first-child, td:first-child { text-align: left; }
        .won > * { background: var(--win); font-weight: 600; } .slower > * { background: var(--bad); color: var(--badink); }
        .tag { color: var(--winink); font-size: 12px; }
        @media print {
          :root {
            --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb;
            --win: #fff; --winink: #000; --bad: #fff; --badink: #000;
            --s0: #1f5fbf; --s1: #c2570c; --s2: #137a4b; --s3: #8a3ab9; --s4: #7a6a00; --s5: #b3215f;
          }
          main { max-width: none; padding: 0; }
          table { font-size: 8.5pt; } th, td { padding: 3pt 4pt; }
          figure, table, .verdict { break-inside: avoid; }
          .scroll, .plot { overflow: visible; }
          .plot svg { min-width: 0; max-height: 72mm; }
        }
        """;
}
