using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>Where code is: <c>s3://bucket/key</c> as <c>aws cloudformation package</c> writes it, or bucket and key.</summary>
internal static class CodeUri
{
    public static JsonObject? Of(JsonNode? uri)
    {
        if (uri is JsonObject parts && parts["Bucket"] is { } bucket && parts["Key"] is { } key)
        {
            var code = new JsonObject { ["S3Bucket"] = bucket.DeepClone(), ["S3Key"] = key.DeepClone() };
            if (parts["Version"] is { } version)
                code["S3ObjectVersion"] = version.DeepClone();
            return code;
        }
        if (!Scalars.TryText(uri, out var text) || !text.StartsWith("s3://", StringComparison.Ordinal))
            return null;
        return text[5..].Split('/', 2) is [{ Length: > 0 } name, { Length: > 0 } path]
            ? new JsonObject { ["S3Bucket"] = name, ["S3Key"] = path }
            : null;
    }
}
