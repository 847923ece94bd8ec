using System.Text.Json.Serialization;

namespace LocalCloud.Aws.ApiGateway.VpcLinks;

internal sealed record VpcLink
{
    [JsonConverter(typeof(IsoSeconds))]
    public DateTimeOffset CreatedDate { get; init; }
    public string Name { get; init; } = "";
    public List<string> SecurityGroupIds { get; init; } = [];
    public List<string> SubnetIds { get; init; } = [];
    public Dictionary<string, string>? Tags { get; init; }
    public string VpcLinkId { get; init; } = "";
    public string VpcLinkStatus { get; init; } = "AVAILABLE";
    public string VpcLinkStatusMessage { get; init; } = "VPC link is ready to route traffic";
    public string VpcLinkVersion { get; init; } = "V2";
}
