using System.Text.RegularExpressions;
using LocalCloud.Tune.Reports;
using LocalCloud.Tune.Results;

namespace Tune.Tests.Figures;

public sealed class ReportTests
{
    private static readonly TuneResult Result = Sampled.Result(
        Sampled.Size(128, 400.5, 1.0m),
        Sampled.Size(512, 100.25, 0.9m),
        Sampled.Size(1769, 80, 2.5m)
    );

    [Fact]
    public void The_page_needs_nothing_but_itself()
    {
        var page = HtmlPage.Of(Result);

        Assert.DoesNotMatch("(src|href)=|url\\(|@import|<script", page);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_every_figure_as_text_too()
    {
        var page = HtmlPage.Of(Result);
        var table = page[page.IndexOf("<table", StringComparison.Ordinal)..];

        Assert.All(Result.Sizes, s =>
            Assert.Matches(
                $"{s.Size} MB.*{Regex.Escape(Form.Milliseconds(s.AverageDuration))}.*{Regex.Escape(Form.Dollars(s.CostPerMillion))}",
                table
            )
        );
        Assert.Matches("<tr class=\"won\"><th scope=\"row\">512 MB", table);
        Assert.Equal(2, Regex.Count(page, "role=\"img\" aria-label="));
    }

    [Fact]
    public void A_function_s_name_is_text_on_the_page()
    {
        Assert.Contains("shop&lt;jobs&gt;", HtmlPage.Of(Result), StringComparison.Ordinal);
        Assert.DoesNotContain("shop<jobs>", HtmlPage.Of(Result), StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_in_the_terminal_shows_more_by_longer_bars_and_the_winner_by_a_sign()
    {
        var lines = TextChart.Of(Result, 100);

        Assert.Equal(4, lines.Count);
        Assert.StartsWith(">  512 MB", lines[2]);
        Assert.True(lines[1].Split("ms")[0].Count(c => c == '█') > lines[2].Split("ms")[0].Count(c => c == '█'));
        Assert.All(lines, l => Assert.True(l.Length <= 100));
    }

    [Theory]
    [InlineData(0.93, new[] { 0, 0.5, 1, 1.5 })]
    [InlineData(1903, new double[] { 0, 500, 1000, 1500, 2000, 2500 })]
    [InlineData(6, new double[] { 0, 2, 4, 6, 8 })]
    [InlineData(0, new double[] { 0, 1 })]
    public void An_axis_begins_at_zero_and_has_round_values(double largest, double[] ticks) => Assert.Equal(ticks, Ticks.Of(largest));
}
