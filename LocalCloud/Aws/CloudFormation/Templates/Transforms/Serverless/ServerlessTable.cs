using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>AWS::Serverless::SimpleTable: a table with a single key.</summary>
internal static class ServerlessTable
{
    private static readonly string[] Known =
    [
        "PrimaryKey",
        "ProvisionedThroughput",
        "TableName",
        "SSESpecification",
        "Tags",
        "PointInTimeRecoverySpecification",
    ];

    public static string? Expand(Expansion into, string id, JsonObject resource, JsonObject properties)
    {
        if (Expansion.Unknown(properties, "SimpleTable", Known) is { } unknown)
            return unknown;
        var key = properties["PrimaryKey"] as JsonObject ?? new JsonObject { ["Name"] = "id", ["Type"] = "String" };
        var type = Scalars.Member(key, "Type") switch
        {
            "String" => "S",
            "Number" => "N",
            "Binary" => "B",
            _ => null,
        };
        if (type is null)
            return "'PrimaryKey' Type must be String, Number or Binary";
        var table = Expansion.Pick(
            properties,
            "TableName",
            "ProvisionedThroughput",
            "SSESpecification",
            "PointInTimeRecoverySpecification"
        );
        table["AttributeDefinitions"] = new JsonArray(
            new JsonObject { ["AttributeName"] = key["Name"]?.DeepClone(), ["AttributeType"] = type }
        );
        table["KeySchema"] = new JsonArray(new JsonObject { ["AttributeName"] = key["Name"]?.DeepClone(), ["KeyType"] = "HASH" });
        if (!table.ContainsKey("ProvisionedThroughput"))
            table["BillingMode"] = "PAY_PER_REQUEST";
        if (properties["Tags"] is JsonObject tags)
            table["Tags"] = new JsonArray([
                .. tags.Select(t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value?.DeepClone() }),
            ]);
        into.Add(id, "AWS::DynamoDB::Table", table, resource, isItself: true);
        return null;
    }
}
