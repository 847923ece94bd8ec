using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// Throughput as AWS::DynamoDB::GlobalTable says it: reading for each replica, writing for the table, each a number, a range to scale in,
/// or a limit of what is paid on demand. Nothing scales here: it stays at where it begins (docs: CapacityAutoScalingSettings).
/// </summary>
internal static class GlobalThroughput
{
    public const string Fixed = "Throughput does not scale: it stays at SeedCapacity, or at MinCapacity";

    private const string Read = "ReadProvisionedThroughputSettings",
        Write = "WriteProvisionedThroughputSettings";

    public static Shape OnDemandRead => Shape.Object(new Property("MaxReadRequestUnits", Shape.Integer));

    public static Shape OnDemandWrite => Shape.Object(new Property("MaxWriteRequestUnits", Shape.Integer));

    public static Shape ProvisionedRead =>
        Shape.Object(new("ReadCapacityUnits", Shape.Integer), new("ReadCapacityAutoScalingSettings", Scaling));

    public static Shape ProvisionedWrite =>
        Shape.Object(new("WriteCapacityUnits", Shape.Integer), new("WriteCapacityAutoScalingSettings", Scaling));

    private static Shape Scaling =>
        Shape.Object(
            new("MinCapacity", Shape.Integer) { Required = true },
            new("MaxCapacity", Shape.Integer) { Required = true },
            new("SeedCapacity", Shape.Integer),
            new("TargetTrackingScalingPolicyConfiguration", Shape.Any) { Required = true }
        );

    /// <summary>Puts the throughput into a table, or an index of it, as CreateTable takes it.</summary>
    /// <param name="said">Where it is said, the nearer first</param>
    public static void Set(JsonObject table, bool provisioned, IReadOnlyList<JsonObject> said)
    {
        if (!provisioned)
        {
            var most = new JsonObject();
            if (First(said, "ReadOnDemandThroughputSettings")?["MaxReadRequestUnits"] is { } read)
                most["MaxReadRequestUnits"] = read.DeepClone();
            if (First(said, "WriteOnDemandThroughputSettings")?["MaxWriteRequestUnits"] is { } write)
                most["MaxWriteRequestUnits"] = write.DeepClone();
            if (most.Count > 0)
                table["OnDemandThroughput"] = most;
            return;
        }
        var units = new JsonObject();
        if (Units(First(said, Read), "Read") is { } reading)
            units["ReadCapacityUnits"] = reading;
        if (Units(First(said, Write), "Write") is { } writing)
            units["WriteCapacityUnits"] = writing;
        if (units.Count > 0)
            table["ProvisionedThroughput"] = units;
    }

    public static bool Scales(JsonObject properties, JsonObject replica) =>
        First([replica, properties], Read)?["ReadCapacityAutoScalingSettings"] is not null
        || First([properties], Write)?["WriteCapacityAutoScalingSettings"] is not null;

    private static JsonObject? First(IReadOnlyList<JsonObject> said, string name) =>
        said.Select(s => s[name]).OfType<JsonObject>().FirstOrDefault();

    private static JsonNode? Units(JsonObject? settings, string kind) =>
        (
            settings?[$"{kind}CapacityUnits"]
            ?? settings?[$"{kind}CapacityAutoScalingSettings"]?["SeedCapacity"]
            ?? settings?[$"{kind}CapacityAutoScalingSettings"]?["MinCapacity"]
        )?.DeepClone();
}
