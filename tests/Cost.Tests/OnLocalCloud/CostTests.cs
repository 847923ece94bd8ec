using LocalCloud.Cost;
using LocalCloud.Cost.Around;
using LocalCloud.Cost.Report;
using LocalCloud.Prices;

namespace Cost.Tests.OnLocalCloud;

/// <summary>A deployed stack that real functions have worked for.</summary>
public sealed class CostTests : Shop
{
    [Fact]
    public async Task What_the_functions_have_logged_and_LocalCloud_has_counted_becomes_a_month()
    {
        await OrderAsync(20);
        await ReportAsync(new { });
        await ReportAsync(new { fail = true });
        var report = await SeenAsync(
            orders: 20,
            reports: 2,
            new CostRequest
            {
                Path = Folder,
                RequestsPerMonth = 2_000_000,
                Units = [new("order", "orders"), new("half", "40")],
            }
        );

        var orders = report.Functions.Single(f => f.Measured.Facts.LogicalId == "Orders");
        Assert.Equal(
            (1024, 29, 1024, "native AOT"),
            (orders.Measured.Facts.MemoryMb, orders.Measured.Facts.Timeout, orders.Measured.Facts.EphemeralMb, orders.Measured.Build)
        );
        Assert.Equal(20, orders.Measured.Invocations);
        // A second one, where a request came before the first environment was free again
        Assert.InRange(orders.Measured.ColdStarts, 1, 20);
        Assert.Equal(orders.Measured.ColdStarts, orders.Measured.Reports.Count(r => r.Billed > r.Duration + 1));
        Assert.InRange(orders.Measured.UsedMb, 1, 1024);
        // All of the month follows from the lines
        var billed = orders.Measured.Reports.Sum(r => r.Billed);
        var lambda = PriceList.Load().Region("us-east-1").Lambda;
        Assert.Equal(Round(2_000_000m / 20 * billed / 1000 * lambda.Duration(false)), Round(orders.Month.Duration));
        Assert.Equal(2_000_000 * lambda.Request, orders.Month.Requests);
        Assert.Equal(Round(2_000_000m / 20 * billed / 1000 * 0.5m * lambda.EphemeralStorage(false)), Round(orders.Month.Ephemeral));

        var reports = report.Functions.Single(f => f.Measured.Facts.LogicalId == "Reports");
        Assert.Equal((2, 1L, 200_000m), (reports.Measured.Reports.Count, reports.Measured.Counts.Errors, reports.Month.Invocations));

        Assert.Equal((UsageSource.Counted, 20m), (report.AroundSource, report.Requests));
        Assert.Equal((20m, 2.00m), report.Around.Where(a => a.Service == "HTTP API").Select(a => (a.Quantity, a.PerMonth)).Single());
        Assert.True(report.Around.Single(a => a.Service == "Logs").Quantity > 0);
        Assert.Equal(("Secrets (1)", 0.40m), report.Fixed.Select(f => (f.What, f.Dollars)).Single());

        var order = report.Units[0];
        Assert.Equal((20m, 40m), (order.Count, report.Units[1].Count));
        Assert.Equal(Round(order.Dollars!.Value), Round(report.Units[1].Dollars!.Value * 2));
        Assert.Equal(
            Round(order.Dollars!.Value * 20),
            Round(report.Functions.Sum(f => f.Window.Variable) + report.Around.Where(a => !a.ByTime).Sum(a => a.InWindow!.Value))
        );
        Assert.Contains(report.Suggestions, s => s.Kind == "logs");
        Assert.DoesNotContain(report.Suggestions, s => s.Kind != "logs");
    }

    [Fact]
    public async Task Only_what_ran_since_then_is_counted()
    {
        await OrderAsync(3);
        await SeenAsync(orders: 3, reports: 0, new CostRequest { StackName = "shop" });
        var report = await CostRun.RunAsync(
            new CostRequest
            {
                StackName = "shop",
                Target = new(Endpoint),
                Since = TimeProvider.System.GetUtcNow().AddMinutes(1),
            },
            new Later(),
            _ => { },
            Cancellation
        );
        Assert.All(report.Functions, f => Assert.Equal(0, f.Measured.Invocations));
        Assert.Null(report.Requests);
        Assert.Contains(report.Notes, n => n.StartsWith("Nothing ran in this window", StringComparison.Ordinal));
        // From the template alone, of a million requests
        Assert.Equal((UsageSource.Assumed, 1.00m), (report.AroundSource, report.Around.Single(a => a.Service == "HTTP API").PerMonth));
    }

    [Theory]
    [InlineData("there is no function of this name", "mails")]
    [InlineData("no request to this route was counted", "GET /nothing")]
    public async Task A_unit_that_is_not_there_is_refused_with_what_there_is(string message, string countedBy)
    {
        await OrderAsync(1);
        var error = await Assert.ThrowsAsync<CostException>(() =>
            SeenAsync(orders: 1, reports: 0, new CostRequest { Path = Folder, Units = [new("x", countedBy)] })
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(CostExitCodes.BadInput, error.ExitCode);
    }

    // Lines reach the log group a moment after the answer: read until they are all there
    private async Task<CostReport> SeenAsync(int orders, int reports, CostRequest request)
    {
        while (true)
        {
            var report = await CostRun.RunAsync(request with { Target = new(Endpoint) }, TimeProvider.System, _ => { }, Cancellation);
            if (report.Functions.Sum(f => f.Measured.Reports.Count) == orders + reports)
                return report;
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    private static decimal Round(decimal dollars) => Math.Round(dollars, 12);

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(2);
    }
}
