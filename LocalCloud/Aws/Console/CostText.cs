using System.Globalization;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Prices;

namespace LocalCloud.Aws.WebConsole;

/// <summary>What invocations would have cost on AWS.</summary>
internal static class CostText
{
    public static Html Of(FunctionCost all) =>
        all.Invocations == 0
            ? Html.Of($"")
            : Html.Of(
                $"""
                <p>{Widgets.Number(all.Invocations)} invocations since the start: {Seconds(all)} GB-seconds, {Dollars(all)}
                <small class="soft">by AWS's prices of {PriceList.Load().Date}, without the free tier and what is kept provisioned</small></p>
                """
            );

    public static IEnumerable<Html> Cells(FunctionCost of) =>
        [Widgets.Number(of.Invocations), Widgets.Text(Seconds(of)), Widgets.Text(Dollars(of))];

    private static string Seconds(FunctionCost cost) => cost.GigabyteSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Dollars(FunctionCost cost) =>
        cost.IsWithoutPrices ? "no prices of this region" : string.Create(CultureInfo.InvariantCulture, $"${cost.Usd:0.00000000}");
}
