using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Run;

/// <summary>Whether there is somebody to ask about a resource's health.</summary>
public sealed class ListenerTests : IDisposable
{
    private readonly IDistributedApplicationBuilder _builder = TestHost.Create();
    private readonly TcpListener _process = new(IPAddress.Loopback, FreePorts.Take(1)[0]);

    private int Port => ((IPEndPoint)_process.LocalEndpoint).Port;

    [Fact]
    public async Task Somebody_is_there_when_the_process_takes_connections()
    {
        var listener = new Listener(Service(Port, isProxied: false));
        Assert.False(await IsThereAsync(listener));
        _process.Start();
        Assert.True(await IsThereAsync(listener));
    }

    [Fact]
    public async Task One_endpoint_of_several_is_enough()
    {
        var service = Service(FreePorts.Take(1)[0], isProxied: false);
        Add(service, "second", Port, isProxied: false);
        _process.Start();
        Assert.True(await IsThereAsync(new Listener(service)));
    }

    [Fact]
    public async Task A_database_is_where_its_server_is()
    {
        var server = _builder.AddPostgres("server");
        var database = new Listener(server.AddDatabase("database").Resource);
        var endpoint = server.Resource.PrimaryEndpoint.EndpointAnnotation;
        endpoint.WithoutProxy();
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", Port);
        Assert.False(await IsThereAsync(database));
        _process.Start();
        Assert.True(await IsThereAsync(database));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_a_proxy_takes_connections_or_no_endpoint_is_known_the_check_itself_has_to_ask(bool isProxied)
    {
        var service = isProxied ? Service(Port, isProxied) : new ContainerResource("other");
        Assert.True(await IsThereAsync(new Listener(service)));
    }

    private ContainerResource Service(int port, bool isProxied)
    {
        var service = new ContainerResource("service");
        Add(service, "first", port, isProxied);
        return service;
    }

    private static void Add(ContainerResource service, string name, int port, bool isProxied)
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: name, isProxied: isProxied);
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", port);
        service.Annotations.Add(endpoint);
    }

    private static Task<bool> IsThereAsync(Listener listener) => listener.IsThereAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _process.Dispose();
}
