using System.Text.Json;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayDomainName()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::DomainName",
        new("DomainName", Shape.Text) { Required = true, Replacement = true },
        new(
            "DomainNameConfigurations",
            Shape.List(
                Shape.Object(
                    new("CertificateArn", Shape.Text),
                    new("CertificateName", Shape.Text),
                    new("EndpointType", Shape.Text),
                    new("IpAddressType", Shape.Text),
                    new("OwnershipVerificationCertificateArn", Shape.Text),
                    new("SecurityPolicy", Shape.Text)
                )
            )
        ),
        new("MutualTlsAuthentication", Shape.Object(new("TruststoreUri", Shape.Text), new("TruststoreVersion", Shape.Text))),
        new("RoutingMode", Shape.Text),
        new("Tags", TagMap)
    )
{
    public override IReadOnlyList<string> Attributes => ["DomainNameArn", "RegionalDomainName", "RegionalHostedZoneId"];

    protected override string CreateOperation => "CreateDomainName";

    protected override string UpdateOperation => "UpdateDomainName";

    protected override string DeleteOperation => "DeleteDomainName";

    protected override string IdMember => "domainName";

    protected override IReadOnlyDictionary<string, string> AttributesOf(JsonElement answer)
    {
        var attributes = new Dictionary<string, string> { ["DomainNameArn"] = answer.Text("domainNameArn") };
        if (answer.TryGetProperty("domainNameConfigurations", out var all) && all.GetArrayLength() > 0)
        {
            attributes["RegionalDomainName"] = all[0].Text("apiGatewayDomainName");
            attributes["RegionalHostedZoneId"] = all[0].Text("hostedZoneId");
        }
        return attributes;
    }
}
