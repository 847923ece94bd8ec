using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Prices;
using LocalCloud.Prices.Fixed;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;
using Traffic = LocalCloud.Prices.Assumptions;

namespace LocalCloud.Publish.Report;

/// <summary>What a month costs, roughly: list prices and stated assumptions, to see which part dominates.</summary>
internal sealed record CostEstimate(IReadOnlyList<CostLine> Lines, IReadOnlyList<string> Assumptions)
{
    private const string Region = "us-east-1";

    // Commands of a request
    private const int CacheCommands = 4;

    public decimal Total => Lines.Sum(l => l.Dollars);

    public static CostEstimate Of(PublishPlan plan, TemplateDocument document)
    {
        var list = PriceList.Load();
        var prices = list.Region(Region);
        var requests = (decimal)plan.Options.RequestsPerMonth;
        var messages = requests * Traffic.MessageShare;
        var lines = new List<CostLine>();
        decimal invocations = 0;
        foreach (var function in plan.Functions)
        {
            var count =
                function.ServesHttp ? requests
                : function.IsHttp ? requests * Traffic.RouteShare
                : messages;
            invocations += count;
            lines.AddRange(Function(function, count, plan.Options.Architecture == "arm64", prices.Lambda));
        }
        if (plan.Functions.Any(f => f.IsHttp))
            lines.Add(new("HTTP API", prices.Cost(Price.HttpApiRequest, requests)));
        if (Has("AWS::SQS::Queue"))
            lines.Add(new("SQS", prices.Cost(Price.SqsRequest, messages * Traffic.RequestsPerMessage)));
        if (Has("AWS::Events::EventBus"))
            lines.Add(new("EventBridge", prices.Cost(Price.Event, messages)));
        if (Has("AWS::DynamoDB::Table"))
            lines.Add(new("DynamoDB", prices.Cost(Price.DynamoDbRead, messages) + prices.Cost(Price.DynamoDbWrite, messages)));
        if (plan.Caches.Count > 0)
            lines.Add(new("ElastiCache, commands", prices.Cost(Price.CacheProcessingUnit, requests * CacheCommands * plan.Caches.Count)));
        // In this region each of them has a price
        lines.AddRange(
            FixedCosts
                .Of(new(Json(document), new Dictionary<string, string>()), prices)
                .Where(c => c.Dollars is not null)
                .Select(c => new CostLine(c.What, c.Dollars!.Value))
        );
        lines.Add(
            new(
                "Logs and traces",
                prices.Cost(Price.LogGigabyte, invocations * Traffic.LogKilobytes / 1_048_576)
                    + prices.Cost(Price.Trace, invocations * Traffic.TracedShare)
            )
        );
        return new(
            lines,
            [
                $"{Region}, {list.Source}, as of {list.Date}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{requests:N0} requests a month (--requests-per-month) of {Traffic.HttpSeconds * 1000:0} ms; "
                        + $"{Traffic.MessageShare:P0} of them send a message, worked off in {Traffic.MessageSeconds * 1000:0} ms; "
                        + $"{Traffic.RouteShare:P0} go to functions of routes"
                ),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Traffic.TracedShare:P0} of invocations traced, {Traffic.LogKilobytes:0} KB of logs each; "
                        + $"transfer, backups and S3 are left out"
                ),
            ]
        );

        bool Has(string type) => document.Resources.Any(r => r.Type == type);
    }

    private static IEnumerable<CostLine> Function(FunctionPlan function, decimal count, bool arm, LambdaPrices prices)
    {
        var provisioned = function.Settings.ProvisionedConcurrency ?? 0;
        var milliseconds = 1000 * (function.IsHttp ? Traffic.HttpSeconds : Traffic.MessageSeconds);
        yield return new(
            $"Lambda {function.Name}",
            count * LambdaCost.Invocation(prices, function.Memory, arm, (long)milliseconds, provisioned: provisioned > 0)
        );
        if (provisioned > 0)
        {
            yield return new(
                $"Lambda {function.Name}, provisioned concurrency {provisioned}",
                LambdaCost.Provisioned(prices, function.Memory, arm, provisioned, Price.HoursPerMonth * 3600)
            );
        }
    }

    private static JsonObject Json(TemplateDocument document) =>
        new()
        {
            ["Parameters"] = document.Parameters.DeepClone(),
            ["Conditions"] = document.Conditions.DeepClone(),
            ["Resources"] = new JsonObject(document.Resources.Select(r => KeyValuePair.Create(r.Id, (JsonNode?)r.Body.DeepClone()))),
        };
}

internal sealed record CostLine(string What, decimal Dollars);
