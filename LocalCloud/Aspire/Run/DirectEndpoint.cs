using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Run;

/// <summary>Endpoints of a single process, which needs nothing in front of it that takes connections before it can.</summary>
internal static class DirectEndpoint
{
    /// <summary>The process itself listens on the port that others were given, or on a free one.</summary>
    public static void WithoutProxy(this EndpointAnnotation endpoint)
    {
        // Read first: without a proxy, Port answers with TargetPort, which inside a container says nothing here
        var given = endpoint.Port;
        endpoint.IsProxied = false;
        endpoint.TargetPort = endpoint.Port = given;
    }
}
