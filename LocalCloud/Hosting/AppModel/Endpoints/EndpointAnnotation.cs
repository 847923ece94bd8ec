namespace LocalCloud.Hosting;

/// <summary>A port that a resource listens on.</summary>
public sealed class EndpointAnnotation(string name, string? uriScheme = null, string? transport = null, string protocol = "tcp") : IResourceAnnotation
{
    string? givenTransport = transport;

    public string Name { get; } = name;

    /// <summary>http, https, tcp, redis, ...</summary>
    public string UriScheme { get; set; } = uriScheme ?? protocol;

    /// <summary>tcp or udp.</summary>
    public string Protocol { get; set; } = protocol;

    /// <summary>http, http2 or tcp; by default http for the schemes http and https, else the protocol.</summary>
    public string Transport
    {
        get => givenTransport ?? (UriScheme is "http" or "https" ? "http" : Protocol);
        set => givenTransport = value;
    }

    /// <summary>Where others reach it on this machine; null: a free port.</summary>
    public int? Port { get; set; }

    /// <summary>Where the process listens; null: it is told where.</summary>
    public int? TargetPort { get; set; }

    public bool IsExternal { get; set; }
    public bool IsProxied { get; set; } = true;
    public bool TlsEnabled { get; set; }
    public bool FromLaunchProfile { get; set; }

    /// <summary>Left out when the resource is referenced as a whole.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Made by default for publishing, and no port of its own in HTTPS_PORTS.</summary>
    internal bool IsDefaultHttps { get; set; }
}
