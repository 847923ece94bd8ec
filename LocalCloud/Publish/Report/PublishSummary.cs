using System.Text.Json.Nodes;
using LocalCloud.Publish.Packages;
using LocalCloud.Publish.Plan;

namespace LocalCloud.Publish.Report;

/// <summary>What was written, for reading and as <c>summary.json</c>. Holds no value of any secret.</summary>
internal sealed class PublishSummary
{
    internal PublishSummary(PublishPlan plan, IReadOnlyDictionary<string, FunctionPackage> packages, CostEstimate estimate) =>
        (Plan, Packages, Estimate) = (plan, packages, estimate);

    internal PublishPlan Plan { get; }
    internal IReadOnlyDictionary<string, FunctionPackage> Packages { get; }
    internal CostEstimate Estimate { get; }

    /// <summary>What the packages are made of that were asked about.</summary>
    internal IReadOnlyList<PackageContent> Content { get; init; } = [];

    /// <summary>The same of every profile.</summary>
    internal IReadOnlyDictionary<PublishProfile, CostEstimate> Profiles { get; init; } = new Dictionary<PublishProfile, CostEstimate>();

    public IReadOnlyList<Mapped> Mapped => Plan.Mapped;

    /// <summary>Of the plan, of the policies and of the template.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>US dollars.</summary>
    public decimal MonthlyCost => Math.Round(Estimate.Total, 2);

    internal JsonObject ToJson() =>
        new()
        {
            ["application"] = Plan.Options.ApplicationName,
            ["stack"] = Plan.StackName,
            ["profile"] = Name(Plan.Options.Profile),
            ["architecture"] = Plan.Options.Architecture,
            // What it takes to publish the same again
            ["options"] = new JsonObject
            {
                ["aurora"] = Plan.Options.Aurora,
                ["build"] = Plan.Options.Build,
                ["requestsPerMonth"] = Plan.Options.RequestsPerMonth,
                ["tags"] = new JsonObject(
                    Plan.Options.Tags.OrderBy(t => t.Key, StringComparer.Ordinal)
                        .Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))
                ),
            },
            ["functions"] = new JsonArray([.. Plan.Functions.Select(f => (JsonNode)Function(f))]),
            ["resources"] = new JsonArray([
                .. Mapped.Select(m =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = m.Resource,
                            ["type"] = m.Type,
                            ["becomes"] = m.Becomes,
                        }
                ),
            ]),
            ["warnings"] = new JsonArray([.. Warnings.Select(w => (JsonNode)w)]),
            ["monthlyCost"] = new JsonObject
            {
                ["currency"] = "USD",
                ["total"] = MonthlyCost,
                ["profiles"] = new JsonObject(
                    Profiles.Select(p => KeyValuePair.Create(Name(p.Key), (JsonNode?)Math.Round(p.Value.Total, 2)))
                ),
                ["lines"] = new JsonArray([
                    .. Estimate.Lines.Select(l => (JsonNode)new JsonObject { ["what"] = l.What, ["cost"] = Math.Round(l.Dollars, 2) }),
                ]),
                ["assumptions"] = new JsonArray([.. Estimate.Assumptions.Select(a => (JsonNode)a)]),
            },
        };

    /// <summary>As it is written on the command line.</summary>
    internal static string Name(PublishProfile profile) => profile.ToString().ToLowerInvariant();

    private JsonObject Function(FunctionPlan function)
    {
        var json = new JsonObject
        {
            ["name"] = function.Name,
            ["logicalId"] = function.FunctionId,
            ["package"] = function.Zip,
            ["runtime"] = function.Facts.Runtime,
            ["build"] = function.Facts.Build,
            ["memory"] = function.Memory,
            ["timeout"] = function.Timeout,
            ["provisionedConcurrency"] = function.Settings.ProvisionedConcurrency,
            ["reservedConcurrency"] = function.Settings.ReservedConcurrency,
            ["maximumConcurrency"] = function.Queues.Count > 0 ? function.Settings.MaximumConcurrency ?? 10 : null,
            ["alias"] = function.Alias,
        };
        if (Packages.GetValueOrDefault(function.Zip) is { } package)
        {
            json["zipBytes"] = package.ZipBytes;
            json["unpackedBytes"] = package.UnpackedBytes;
            json["sha256"] = package.Sha256;
        }
        foreach (var key in json.Where(m => m.Value is null).Select(m => m.Key).ToList())
            json.Remove(key);
        return json;
    }
}
