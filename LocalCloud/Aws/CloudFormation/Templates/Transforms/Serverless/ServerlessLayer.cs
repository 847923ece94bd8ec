using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>
/// AWS::Serverless::LayerVersion. Layers do not change: another content is another logical id, and the one before is retained.
/// </summary>
internal static class ServerlessLayer
{
    private static readonly string[] Known =
    [
        "LayerName",
        "Description",
        "ContentUri",
        "CompatibleArchitectures",
        "CompatibleRuntimes",
        "LicenseInfo",
        "RetentionPolicy",
        "PublishLambdaVersion",
    ];

    public static string? Expand(Expansion into, string id, JsonObject resource, JsonObject properties)
    {
        if (Expansion.Unknown(properties, "LayerVersion", Known) is { } unknown)
            return unknown;
        if (CodeUri.Of(properties["ContentUri"]) is not { } content)
            return "'ContentUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter. Package "
                + "the template first: aws cloudformation package";
        var layer = Expansion.Pick(properties, "LayerName", "Description", "CompatibleArchitectures", "CompatibleRuntimes", "LicenseInfo");
        layer["LayerName"] ??= id;
        layer["Content"] = content;
        var versioned = id + Expansion.Hash(layer);
        into.Add(versioned, "AWS::Lambda::LayerVersion", layer, resource, isItself: true);
        into.Resources![versioned]!["DeletionPolicy"] = Scalars.Member(properties, "RetentionPolicy") == "Delete" ? "Delete" : "Retain";
        into.Name(id, versioned);
        return null;
    }
}
