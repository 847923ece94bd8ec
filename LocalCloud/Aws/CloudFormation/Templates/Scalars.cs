using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>CloudFormation does not tell text, numbers and booleans apart: wherever one is wanted, another's text will do.</summary>
internal static class Scalars
{
    public static bool IsScalar([NotNullWhen(true)] JsonNode? node) =>
        node is JsonValue
        && node.GetValueKind() is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    public static string Text(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            null => "",
            _ => node.ToJsonString(),
        };

    public static bool TryText(JsonNode? node, [NotNullWhen(true)] out string? text)
    {
        text = IsScalar(node) ? Text(node) : null;
        return text is not null;
    }

    /// <summary>The text of a member that holds a scalar, or null.</summary>
    public static string? Member(JsonNode? node, string name) =>
        node is JsonObject members && TryText(members[name], out var text) ? text : null;
}
