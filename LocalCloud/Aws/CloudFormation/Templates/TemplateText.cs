using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>A template body, JSON or YAML, to its value tree. What starts with a brace is JSON, as CloudFormation decides it.</summary>
internal static class TemplateText
{
    /// <summary>Bytes that may be given as TemplateBody (docs: CreateStack).</summary>
    public const int MaxBodyBytes = 51_200;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = 64,
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
    };

    public static Result<JsonObject> Read(string body)
    {
        var read = body.AsSpan().TrimStart().StartsWith("{") ? Json(body) : YamlTemplate.Read(body);
        if (!read.Ok(out var value, out var error))
            return error;
        return value is JsonObject root ? root : TemplateError.Format("unsupported structure.");
    }

    private static Result<JsonNode> Json(string body)
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetBytes(body), documentOptions: Options)!;
        }
        catch (JsonException e)
        {
            return TemplateError.Format($"JSON not well-formed. (line {e.LineNumber + 1}, column {e.BytePositionInLine + 1})");
        }
    }
}
