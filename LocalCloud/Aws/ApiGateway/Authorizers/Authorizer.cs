namespace LocalCloud.Aws.ApiGateway.Authorizers;

internal sealed record AuthorizerInput
{
    public string? ApiId { get; init; }
    public string? AuthorizerCredentialsArn { get; init; }
    public string? AuthorizerId { get; init; }
    public string? AuthorizerPayloadFormatVersion { get; init; }
    public int? AuthorizerResultTtlInSeconds { get; init; }
    public string? AuthorizerType { get; init; }
    public string? AuthorizerUri { get; init; }
    public bool? EnableSimpleResponses { get; init; }
    public List<string>? IdentitySource { get; init; }

    /// <summary>Of WebSocket APIs; AWS leaves it unused.</summary>
    public string? IdentityValidationExpression { get; init; }
    public JwtConfiguration? JwtConfiguration { get; init; }
    public string? Name { get; init; }

    internal static readonly Member<AuthorizerInput>[] Limits =
    [
        Must.Member<AuthorizerInput>("authorizerType", r => r.AuthorizerType).Enum("REQUEST", "JWT"),
        Must.Member<AuthorizerInput>("authorizerResultTtlInSeconds", r => r.AuthorizerResultTtlInSeconds).Range(0, 3600),
        Must.Member<AuthorizerInput>("authorizerUri", r => r.AuthorizerUri).Length(1, 2048),
    ];

    internal Authorizer Onto(Authorizer authorizer) =>
        authorizer with
        {
            AuthorizerCredentialsArn = AuthorizerCredentialsArn ?? authorizer.AuthorizerCredentialsArn,
            AuthorizerPayloadFormatVersion = AuthorizerPayloadFormatVersion ?? authorizer.AuthorizerPayloadFormatVersion,
            AuthorizerResultTtlInSeconds = AuthorizerResultTtlInSeconds ?? authorizer.AuthorizerResultTtlInSeconds,
            AuthorizerType = AuthorizerType ?? authorizer.AuthorizerType,
            AuthorizerUri = AuthorizerUri ?? authorizer.AuthorizerUri,
            EnableSimpleResponses = EnableSimpleResponses ?? authorizer.EnableSimpleResponses,
            IdentitySource = IdentitySource ?? authorizer.IdentitySource,
            JwtConfiguration = JwtConfiguration ?? authorizer.JwtConfiguration,
            Name = Name ?? authorizer.Name,
        };
}

internal sealed record JwtConfiguration
{
    public List<string>? Audience { get; init; }
    public string? Issuer { get; init; }
}

internal sealed record Authorizer
{
    public string? AuthorizerCredentialsArn { get; init; }
    public string AuthorizerId { get; init; } = "";
    public string? AuthorizerPayloadFormatVersion { get; init; }
    public int? AuthorizerResultTtlInSeconds { get; init; }
    public string? AuthorizerType { get; init; }
    public string? AuthorizerUri { get; init; }
    public bool? EnableSimpleResponses { get; init; }
    public List<string>? IdentitySource { get; init; }
    public JwtConfiguration? JwtConfiguration { get; init; }
    public string? Name { get; init; }
}
