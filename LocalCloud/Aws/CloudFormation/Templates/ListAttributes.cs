using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>Attributes that Fn::GetAtt answers with a list; all others are texts. Kept as one text, separated by commas.</summary>
internal static class ListAttributes
{
    public const string Ipv6CidrBlocks = "Ipv6CidrBlocks";

    public static JsonNode Node(string attribute, string value) =>
        attribute == Ipv6CidrBlocks ? new JsonArray([.. value.Split(',').Select(v => (JsonNode)v)]) : JsonValue.Create(value);
}
