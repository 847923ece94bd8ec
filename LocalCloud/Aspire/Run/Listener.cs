using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// Whether a resource's process listens by now. To ask a health check for it costs ten exceptions, one for each layer of a client
/// that a refused connection goes through; here it is a number.
/// </summary>
internal sealed class Listener(IResource resource)
{
    /// <summary>Whether it takes connections; also true when that cannot be told.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        var endpoints = Endpoints().ToList();
        foreach (var endpoint in endpoints)
            if (await TakesAsync(endpoint, cancellationToken).ConfigureAwait(false))
                return true;
        return endpoints.Count == 0;
    }

    // A proxy takes connections before anybody listens behind it
    private IEnumerable<IPEndPoint> Endpoints()
    {
        var process = resource is IResourceWithParent child ? child.Parent : resource;
        foreach (var endpoint in process.Annotations.OfType<EndpointAnnotation>().Where(e => !e.IsProxied))
            if (endpoint.AllocatedEndpoint is { } allocated)
                yield return new(IPAddress.TryParse(allocated.Address, out var address) ? address : IPAddress.Loopback, allocated.Port);
    }

    private static async Task<bool> TakesAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = endpoint };
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connect.Completed += (_, _) => done.TrySetResult();
        if (socket.ConnectAsync(connect))
            await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return connect.SocketError == SocketError.Success;
    }
}
