namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class DomainInputs
{
    // The zone is that of regional endpoints in us-east-1; nothing here resolves it.
    private const string Zone = "Z1UJRXOUMOOFQ8";

    public static AwsError? Refused(this DomainNameInput request, string operation) =>
        request switch
        {
            { MutualTlsAuthentication: { TruststoreUri: not (null or "") } } => Errors.NotSupported(operation, "MutualTlsAuthentication"),
            { RoutingMode: not (null or "API_MAPPING_ONLY") } => Errors.NotSupported(operation, $"RoutingMode {request.RoutingMode}"),
            { DomainNameConfigurations: { } all } when all.Exists(c => c.EndpointType == "EDGE") => Errors.BadRequest(
                "HTTP APIs only support regional domain names."
            ),
            _ => null,
        };

    public static List<DomainNameConfiguration>? Configurations(this DomainNameInput request, Scope scope, DateTimeOffset now) =>
        request.DomainNameConfigurations?.ConvertAll(c =>
            c with
            {
                ApiGatewayDomainName = $"d-{Ids.Api()}.execute-api.{scope.Region}.amazonaws.com",
                CertificateUploadDate = c.CertificateUploadDate ?? now,
                DomainNameStatus = "AVAILABLE",
                EndpointType = c.EndpointType ?? "REGIONAL",
                HostedZoneId = Zone,
                IpAddressType = c.IpAddressType ?? "ipv4",
                SecurityPolicy = c.SecurityPolicy ?? "TLS_1_2",
            }
        );
}
