using System.Net;
using System.Net.NetworkInformation;

namespace LocalCloud.Aws.Wire.Access;

/// <summary>
/// The names by which LocalCloud may be called. A page of any site can have its own name lead here (DNS rebinding) and would then be of the
/// same origin as what is here: a name counts only when nobody else can own it.
/// </summary>
/// <param name="gaveOut">names that resources have been given, as an API's own domain</param>
/// <param name="holdsContent">names under which a service shows what was stored with it, as a bucket's</param>
internal sealed class KnownHosts(Options options, Func<string, bool> gaveOut, Func<string, bool> holdsContent)
{
    /// <summary>Below both are names of services and buckets; the second is a public name that its owner has lead to 127.0.0.1.</summary>
    private const string Local = ".localhost",
        LocalStack = ".localhost.localstack.cloud";

    // AWS alone decides where these lead. They come through proxies, or from a client that keeps AWS's name and connects here.
    private static readonly string[] Aws = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".on.aws"];

    // What containers call their host; .internal cannot be registered
    private static readonly string[] OfContainers = ["host.docker.internal", "gateway.docker.internal", "host.containers.internal"];

    private readonly bool _isOpen = !IPAddress.IsLoopback(IPAddress.Parse(options.Address));
    private readonly string[] _allowed = [.. options.AllowedHosts.Select(name => name.Trim('[', ']')), .. OfContainers];
    private readonly Lazy<string[]> _machine = new(OwnNames);

    public bool Knows(Authority host) =>
        host.IsLoopback || IsLocalStack(host) || IsOfResource(host) || IsAllowed(host) || (_isOpen && IsMachine(host));

    /// <summary>A bucket's, an API's or a function's name: what stands there somebody has stored, it is not LocalCloud's own.</summary>
    public bool IsContent(Authority host) =>
        IsOfResource(host) || (!host.IsLoopback && !IsLocalStack(host) && holdsContent(host.Host.ToString()));

    /// <summary>name.localhost</summary>
    public static bool IsBelowLocal(Authority host) => host.IsBelow(Local) || host.IsBelow(LocalStack);

    public static bool IsLocalStack(Authority host) => host.Host.Equals(LocalStack.AsSpan(1), StringComparison.OrdinalIgnoreCase);

    private bool IsOfResource(Authority host) => IsBelowLocal(host) && !IsLocalStack(host) || IsAws(host) || gaveOut(host.Host.ToString());

    private static bool IsAws(Authority host)
    {
        foreach (var domain in Aws)
            if (host.IsBelow(domain))
                return true;
        return false;
    }

    private bool IsAllowed(Authority host)
    {
        foreach (var allowed in _allowed)
            if (
                allowed.StartsWith("*.", StringComparison.Ordinal)
                    ? host.IsBelow(allowed[1..])
                    : host.Host.Equals(allowed, StringComparison.OrdinalIgnoreCase)
            )
                return true;
        return false;
    }

    // An address is nobody's name: no DNS can have it lead here. Where only loopback is listened to, though, 0.0.0.0 leads here
    // too, and browsers do not tell about the pages that call it.
    private bool IsMachine(Authority host) =>
        host.IsAddress(out _) || _machine.Value.Contains(host.Host.ToString(), StringComparer.OrdinalIgnoreCase);

    private static string[] OwnNames()
    {
        var name = Environment.MachineName;
        var domain = IPGlobalProperties.GetIPGlobalProperties().DomainName;
        return domain is "" or "(none)" ? [name, $"{name}.local"] : [name, $"{name}.local", $"{name}.{domain}"];
    }
}
