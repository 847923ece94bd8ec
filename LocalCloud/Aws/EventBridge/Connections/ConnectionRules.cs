using System.Text.RegularExpressions;

namespace LocalCloud.Aws.EventBridge.Connections;

/// <summary>What the operations on connections share: constraints, which parameters go with which type, errors.</summary>
internal static partial class ConnectionRules
{
    private const string CredentialShown = @"^[ \t]*[^\x00-\x1F:\x7F]+([ \t]+[^\x00-\x1F:\x7F]+)*[ \t]*$";

    public static readonly string[] Types = [ConnectionRow.Basic, ConnectionRow.OAuthClientCredentials, ConnectionRow.ApiKey];

    public static ValueMember<T> Name<T>(Func<T, object?> get) => Names.Simple(get, "name", 64);

    /// <param name="complete">a new connection needs all of a type's parameters; an update those that change</param>
    public static Member<ConnectionAuth>[] Auth(bool complete) =>
        [
            Must.Within<ConnectionAuth, BasicAuth>(
                "basicAuthParameters",
                a => a.BasicAuthParameters,
                Credential<BasicAuth>("username", a => a.Username, complete),
                Credential<BasicAuth>("password", a => a.Password, complete).Sensitive()
            ),
            Must.Within<ConnectionAuth, OAuth>(
                "oAuthParameters",
                a => a.OAuthParameters,
                Optional(Must.Member<OAuth>("clientParameters", a => a.ClientParameters), complete),
                Must.Within<OAuth, OAuthClient>(
                    "clientParameters",
                    a => a.ClientParameters,
                    Credential<OAuthClient>("clientID", a => a.ClientID, complete),
                    Credential<OAuthClient>("clientSecret", a => a.ClientSecret, complete).Sensitive()
                ),
                Optional(Endpoint<OAuth>("authorizationEndpoint", a => a.AuthorizationEndpoint), complete),
                Optional(Must.Member<OAuth>("httpMethod", a => a.HttpMethod).Enum("GET", "POST", "PUT"), complete),
                Must.Within<OAuth, ConnectionHttpParameters>("oAuthHttpParameters", a => a.OAuthHttpParameters, Http)
            ),
            Must.Within<ConnectionAuth, ApiKeyAuth>(
                "apiKeyAuthParameters",
                a => a.ApiKeyAuthParameters,
                Credential<ApiKeyAuth>("apiKeyName", a => a.ApiKeyName, complete),
                Credential<ApiKeyAuth>("apiKeyValue", a => a.ApiKeyValue, complete).Sensitive()
            ),
            Must.Within<ConnectionAuth, ConnectionHttpParameters>("invocationHttpParameters", a => a.InvocationHttpParameters, Http),
        ];

    public static ValueMember<T> Endpoint<T>(string member, Func<T, object?> get) =>
        Must.Member(member, get).Length(1, 2048).Pattern(EndpointPattern());

    public static AwsError NotFound(string name) =>
        new("ResourceNotFoundException", $"Failed to describe the connection(s). Connection '{name}' does not exist.");

    /// <summary>The parameters of the type, and of no other.</summary>
    public static AwsError? CheckType(string type, ConnectionAuth auth)
    {
        var wanted = Parameter(type);
        var given = new[]
        {
            (ConnectionRow.Basic, auth.BasicAuthParameters as object),
            (ConnectionRow.OAuthClientCredentials, auth.OAuthParameters),
            (ConnectionRow.ApiKey, auth.ApiKeyAuthParameters),
        }
            .Where(p => p.Item2 is not null)
            .Select(p => p.Item1)
            .ToArray();
        if (!given.Contains(type))
            return Errors.Invalid($"Parameter(s) {wanted} must be specified for authorization type {type}.");
        return given.FirstOrDefault(t => t != type) is { } other
            ? Errors.Invalid($"Parameter(s) {Parameter(other)} must not be specified for authorization type {type}.")
            : null;
    }

    public static string Parameter(string type) =>
        type switch
        {
            ConnectionRow.Basic => "BasicAuthParameters",
            ConnectionRow.ApiKey => "ApiKeyAuthParameters",
            _ => "OAuthParameters",
        };

    private static Member<ConnectionHttpParameters>[] Http =>
        [
            Must.Member<ConnectionHttpParameters>("headerParameters", p => p.HeaderParameters?.Count).Range(0, 100),
            Must.Each<ConnectionHttpParameters, ConnectionParameter>(
                "headerParameters",
                p => p.HeaderParameters,
                Must.Member<ConnectionParameter>("key", p => p.Key).Length(0, 512).Pattern(HeaderKeyPattern()),
                Must.Member<ConnectionParameter>("value", p => p.Value).Length(0, 512).Pattern(HeaderValuePattern()).Sensitive()
            ),
            Must.Each<ConnectionHttpParameters, ConnectionParameter>(
                "queryStringParameters",
                p => p.QueryStringParameters,
                Must.Member<ConnectionParameter>("key", p => p.Key).Length(0, 512),
                Must.Member<ConnectionParameter>("value", p => p.Value).Length(0, 512).Sensitive()
            ),
        ];

    private static ValueMember<T> Credential<T>(string member, Func<T, object?> get, bool required) =>
        Optional(Must.Member(member, get).Length(1, 512).Pattern(CredentialPattern(), CredentialShown), required);

    private static ValueMember<T> Optional<T>(ValueMember<T> member, bool required) => required ? member.Required() : member;

    // as the model has it, without its nested repetition, which takes exponential time on long text that does not match
    [GeneratedRegex(@"^[ \t]*[^\x00-\x1F:\x7F]+[ \t]*$", RegexOptions.NonBacktracking)]
    private static partial Regex CredentialPattern();

    [GeneratedRegex(@"^((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@\x26=+$,A-Za-z0-9])+)([).!';/?:,])?$", RegexOptions.NonBacktracking)]
    private static partial Regex EndpointPattern();

    [GeneratedRegex(@"^[!#$%&'*+-.^_`|~0-9a-zA-Z]+$")]
    private static partial Regex HeaderKeyPattern();

    [GeneratedRegex(@"^[ \t]*[\x20-\x7E]+([ \t]+[\x20-\x7E]+)*[ \t]*$", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderValuePattern();
}
