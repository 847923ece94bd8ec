using ReportWorker.Reports;
using UglyToad.PdfPig;

namespace Services.Tests.ReportWorker;

public class PdfReportTests
{
    private static readonly DateTimeOffset CreatedAt = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly From = new(2026, 1, 1),
        To = new(2026, 1, 31);

    [Fact]
    public void A_report_names_its_period_its_totals_and_every_order()
    {
        var lines = Enumerable
            .Range(0, 3)
            .Select(i => new SalesLine(Guid.NewGuid(), new DateTimeOffset(2026, 1, 5 + i, 9, 30, 0, TimeSpan.Zero), "PAID", 1999, "usd"))
            .ToList();

        var text = string.Join('\n', Render(new SalesReport(From, To, lines)));

        Assert.Contains("2026-01-01 to 2026-01-31", text);
        Assert.Contains("3 orders, 59.97 USD", text);
        Assert.All(lines, line => Assert.Contains(line.OrderId.ToString(), text));
    }

    [Fact]
    public void A_refunded_order_is_in_the_table_and_its_money_in_no_sum()
    {
        SalesLine Line(long amount, string status) => new(Guid.NewGuid(), CreatedAt.AddDays(-5), status, amount, "usd");

        var text = string.Join(
            '\n',
            Render(new SalesReport(From, To, [Line(500, "PAID"), Line(0, "REFUNDED"), Line(200, "PARTIALLY_REFUNDED")]))
        );

        Assert.Contains("3 orders (1 refunded), 7.00 USD", text);
        Assert.Contains("PARTIALLY_REFUNDED", text);
    }

    [Fact]
    public void A_long_report_turns_the_page_and_repeats_the_table_head()
    {
        var lines = Enumerable
            .Range(0, 200)
            .Select(i => new SalesLine(Guid.NewGuid(), new DateTimeOffset(2026, 1, 5, 9, 30, 0, TimeSpan.Zero), "PAID", 100, "eur"))
            .ToList();

        var pages = Render(new SalesReport(From, To, lines));

        Assert.True(pages.Count > 3);
        Assert.All(pages, page => Assert.Contains("Placed (UTC)", page));
        Assert.Equal(200, lines.Count(line => pages.Any(page => page.Contains(line.OrderId.ToString()))));
    }

    [Fact]
    public void A_report_without_orders_says_so() =>
        Assert.Contains("No orders were placed in this period.", Assert.Single(Render(new SalesReport(From, To, []))));

    [Fact]
    public void Currencies_are_never_added_up()
    {
        SalesLine Line(long amount, string currency) => new(Guid.NewGuid(), CreatedAt.AddDays(-5), "PAID", amount, currency);

        var text = string.Join('\n', Render(new SalesReport(From, To, [Line(500, "usd"), Line(500, "jpy")])));

        Assert.Contains("1 order, 5.00 USD", text);
        Assert.Contains("1 order, 500 JPY", text);
    }

    [Fact]
    public void Over_more_than_two_months_a_bar_is_a_month() =>
        Assert.Equal(
            ["2026-01", "2026-02", "2026-03"],
            new SalesReport(new(2026, 1, 15), new(2026, 3, 31), []).Revenue("usd").Select(bar => bar.Label)
        );

    private static List<string> Render(SalesReport report)
    {
        using var stream = new MemoryStream();
        PdfReport.Write(report, stream, CreatedAt);
        using var pdf = PdfDocument.Open(stream.ToArray());
        return [.. pdf.GetPages().Select(page => page.Text)];
    }
}
