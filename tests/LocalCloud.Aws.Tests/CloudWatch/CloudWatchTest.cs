using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.CloudWatch;

/// <summary>Drives CloudWatch by AWS JSON, and looks at what it keeps.</summary>
public abstract class CloudWatchTest() : JsonServiceTest("monitoring", "GraniteServiceVersion20100801")
{
    protected static long At(int minutes) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes).ToUnixTimeSeconds();

    protected Task<JsonNode> PutAsync(string datum, string space = "App") =>
        CallAsync("PutMetricData", $$"""{"Namespace":"{{space}}","MetricData":[{{datum}}]}""");

    /// <summary>Of the first quarter of an hour.</summary>
    protected async Task<JsonArray> StatisticsAsync(
        string metric,
        string more,
        string space = "App",
        string dimensions = "[]",
        int period = 60
    ) =>
        (JsonArray)
            (
                await CallAsync(
                    "GetMetricStatistics",
                    $$"""
                    {"Namespace":"{{space}}","MetricName":"{{metric}}","Dimensions":{{dimensions}},"StartTime":{{At(0)}},
                     "EndTime":{{At(15)}},"Period":{{period}},{{more}}}
                    """
                )
            )["Datapoints"]!;
}
