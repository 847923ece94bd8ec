namespace LocalCloud.Hosting;

/// <summary>A Redis server.</summary>
public class RedisResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    public RedisResource(string name, ParameterResource? password = null) : base(name)
    {
        PasswordParameter = password;
        PrimaryEndpoint = new(this, PrimaryEndpointName);
    }

    public EndpointReference PrimaryEndpoint { get; }
    public ParameterResource? PasswordParameter { get; set; }
    internal RedisPersistence? Persistence { get; set; }

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var text = new ReferenceExpressionBuilder();
            text.Append($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
            if (PasswordParameter is not null) text.Append($",password={PasswordParameter}");
            text.Append($"{PrimaryEndpoint.GetTlsValue(ReferenceExpression.Create($",ssl=true"), ReferenceExpression.Empty)}");
            return text.Build();
        }
    }

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        var scheme = PrimaryEndpoint.Property(EndpointProperty.Scheme);
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        if (PasswordParameter is not null) yield return new("Password", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", PasswordParameter is null
            ? ReferenceExpression.Create($"{scheme}://{Host}:{Port}")
            : ReferenceExpression.Create($"{scheme}://:{PasswordParameter:uri}@{Host}:{Port}"));
    }
}

/// <summary>A snapshot is written after the interval when so many keys have changed.</summary>
sealed record RedisPersistence(TimeSpan Interval, long KeysChangedThreshold);
