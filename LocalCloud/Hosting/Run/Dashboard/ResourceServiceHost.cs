using System.Net;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LocalCloud.Hosting.Run.Dashboard;

/// <summary>Serves <see cref="ResourceService"/> on a loopback port, to callers that know the key.</summary>
static class ResourceServiceHost
{
    public const string KeyHeader = "x-resource-service-api-key";

    public static async Task<WebApplication> StartAsync(ResourceService service, DashboardEndpoints endpoints, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, endpoints.ResourceService.Port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(service);
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<KeyCheck>(endpoints.ResourceServiceKey));
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<ResourceService>();
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        return app;
    }

    sealed class KeyCheck(string key) : Interceptor
    {
        readonly byte[] expected = Encoding.UTF8.GetBytes(key);

        void Check(ServerCallContext context)
        {
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.RequestHeaders.GetValue(KeyHeader) ?? ""), expected))
                throw new RpcException(new(StatusCode.Unauthenticated, $"The header {KeyHeader} is missing or wrong."));
        }

        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            Check(context);
            return continuation(request, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Check(context);
            return continuation(request, responseStream, context);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Check(context);
            return continuation(requestStream, responseStream, context);
        }
    }
}
