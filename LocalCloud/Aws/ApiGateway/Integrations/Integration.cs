namespace LocalCloud.Aws.ApiGateway.Integrations;

internal sealed record IntegrationInput
{
    public string? ApiId { get; init; }
    public string? ConnectionId { get; init; }
    public string? ConnectionType { get; init; }
    public string? ContentHandlingStrategy { get; init; }
    public string? CredentialsArn { get; init; }
    public string? Description { get; init; }
    public string? IntegrationId { get; init; }
    public string? IntegrationMethod { get; init; }
    public string? IntegrationSubtype { get; init; }
    public string? IntegrationType { get; init; }
    public string? IntegrationUri { get; init; }
    public string? PassthroughBehavior { get; init; }
    public string? PayloadFormatVersion { get; init; }
    public Dictionary<string, string>? RequestParameters { get; init; }
    public Dictionary<string, string>? RequestTemplates { get; init; }
    public Dictionary<string, Dictionary<string, string>>? ResponseParameters { get; init; }
    public string? TemplateSelectionExpression { get; init; }
    public int? TimeoutInMillis { get; init; }
    public TlsConfig? TlsConfig { get; init; }

    internal static readonly Member<IntegrationInput>[] Limits =
    [
        Must.Member<IntegrationInput>("connectionType", r => r.ConnectionType).Enum("INTERNET", "VPC_LINK"),
        Must.Member<IntegrationInput>("description", r => r.Description).Length(0, 1024),
        Must.Member<IntegrationInput>("integrationMethod", r => r.IntegrationMethod).Length(1, 64),
        Must.Member<IntegrationInput>("integrationSubtype", r => r.IntegrationSubtype).Length(1, 128),
        Must.Member<IntegrationInput>("integrationType", r => r.IntegrationType).Enum("AWS", "HTTP", "MOCK", "HTTP_PROXY", "AWS_PROXY"),
        Must.Member<IntegrationInput>("integrationUri", r => r.IntegrationUri).Length(1, 2048),
        Must.Member<IntegrationInput>("timeoutInMillis", r => r.TimeoutInMillis).Range(50, 30000),
    ];

    internal AwsError? Refused(string operation) =>
        this switch
        {
            { ContentHandlingStrategy: not null } => Errors.BadRequest("ContentHandlingStrategy is not supported for HTTP APIs"),
            { PassthroughBehavior: not null } => Errors.BadRequest("PassthroughBehavior is not supported for HTTP APIs"),
            { RequestTemplates: not null } => Errors.BadRequest("RequestTemplates are not supported for HTTP APIs"),
            { TemplateSelectionExpression: not null } => Errors.BadRequest("TemplateSelectionExpression is not supported for HTTP APIs"),
            { TlsConfig: not null, ConnectionType: not "VPC_LINK" } => Errors.BadRequest(
                "TlsConfig is only supported for private integrations"
            ),
            { TlsConfig: not null } => Errors.NotSupported(operation, "TlsConfig"),
            _ => null,
        };

    // An empty value takes a parameter mapping away.
    internal Integration Onto(Integration integration) =>
        integration with
        {
            ConnectionId = ConnectionId ?? integration.ConnectionId,
            ConnectionType = ConnectionType ?? integration.ConnectionType,
            CredentialsArn = CredentialsArn ?? integration.CredentialsArn,
            Description = Description ?? integration.Description,
            IntegrationMethod = IntegrationMethod ?? integration.IntegrationMethod,
            IntegrationSubtype = IntegrationSubtype ?? integration.IntegrationSubtype,
            IntegrationType = IntegrationType ?? integration.IntegrationType,
            IntegrationUri = IntegrationUri ?? integration.IntegrationUri,
            PayloadFormatVersion = PayloadFormatVersion ?? integration.PayloadFormatVersion,
            RequestParameters = Merge(integration.RequestParameters, RequestParameters, value => value.Length == 0),
            ResponseParameters = Merge(integration.ResponseParameters, ResponseParameters, value => value.Count == 0),
            TimeoutInMillis = TimeoutInMillis ?? integration.TimeoutInMillis,
        };

    private static Dictionary<string, T>? Merge<T>(Dictionary<string, T>? before, Dictionary<string, T>? given, Func<T, bool> isEmpty)
    {
        if (given is null)
            return before;
        var merged = new Dictionary<string, T>(before ?? []);
        foreach (var (key, value) in given)
            if (isEmpty(value))
                merged.Remove(key);
            else
                merged[key] = value;
        return merged;
    }
}

internal sealed record TlsConfig
{
    public string? ServerNameToVerify { get; init; }
}

internal sealed record Integration
{
    public bool? ApiGatewayManaged { get; init; }
    public string? ConnectionId { get; init; }
    public string? ConnectionType { get; init; }
    public string? CredentialsArn { get; init; }
    public string? Description { get; init; }
    public string IntegrationId { get; init; } = "";
    public string? IntegrationMethod { get; init; }
    public string? IntegrationSubtype { get; init; }
    public string? IntegrationType { get; init; }
    public string? IntegrationUri { get; init; }
    public string? PayloadFormatVersion { get; init; }
    public Dictionary<string, string>? RequestParameters { get; init; }
    public Dictionary<string, Dictionary<string, string>>? ResponseParameters { get; init; }
    public int? TimeoutInMillis { get; init; }

    internal Integration Complete() =>
        this with
        {
            ConnectionType = ConnectionType ?? "INTERNET",
            IntegrationMethod = IntegrationMethod ?? (IntegrationType == "AWS_PROXY" && IntegrationSubtype is null ? "POST" : null),
            TimeoutInMillis = TimeoutInMillis ?? 30000,
        };
}
