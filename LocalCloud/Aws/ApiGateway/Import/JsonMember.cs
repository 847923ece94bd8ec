using System.Text.Json.Nodes;

namespace LocalCloud.Aws.ApiGateway.Import;

internal static class JsonMember
{
    /// <summary>A member of a document that somebody wrote: null also where it has something else in the object's place.</summary>
    public static JsonNode? At(this JsonNode? node, string name) => (node as JsonObject)?[name];
}
