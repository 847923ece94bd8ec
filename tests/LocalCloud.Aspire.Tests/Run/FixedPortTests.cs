using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Tests.Run;

/// <summary>The settings <c>Ports:RESOURCE</c>, and ports that cannot be had.</summary>
public sealed class FixedPortTests
{
    readonly IDistributedApplicationBuilder builder = TestHost.Create();

    [Theory]
    [InlineData("Ports:my-service")]
    [InlineData("Ports:my-service:first")]
    [InlineData("Ports:my_service")]
    [InlineData("Ports:my_service:first")]
    public void A_setting_gives_the_first_endpoint_its_port(string setting)
    {
        var service = Service("my-service");
        var port = FreePorts.Take(1)[0];
        Apply((setting, $"{port}"));
        Assert.Equal(port, Endpoint(service, "first").Port);
        Assert.NotEqual(port, Endpoint(service, "second").Port);
    }

    [Fact]
    public void A_setting_gives_an_endpoint_its_port_by_name()
    {
        var service = Service("service");
        var port = FreePorts.Take(1)[0];
        Apply(("Ports:service:second", $"{port}"));
        Assert.Equal(port, Endpoint(service, "second").Port);
        Assert.Equal(port, Endpoint(service, "second").TargetPort);
    }

    [Fact]
    public void Zero_means_any_also_for_an_endpoint_that_has_one_in_code()
    {
        var service = Service("service", FreePorts.Take(1)[0]);
        Apply(("Ports:service", "0"));
        Assert.Null(Endpoint(service, "first").Port);
    }

    [Theory]
    [InlineData("eighty")]
    [InlineData("65536")]
    [InlineData("-1")]
    public void What_is_no_port_is_refused_by_name(string text)
    {
        Service("service");
        Assert.Equal($"Ports:service must be a port from 0 (any) to 65535, not '{text}'.", Refused(("Ports:service", text)));
    }

    [Fact]
    public void A_port_that_two_ask_for_is_refused_with_both_names()
    {
        var port = FreePorts.Take(1)[0];
        Service("one", port);
        Service("two-more");
        Assert.Equal($"Port {port} is asked for twice, by 'one' and 'two-more'. Give one of them another: set Ports__two_more=PORT.",
            Refused(("Ports:two-more", $"{port}")));
    }

    [Fact]
    public void A_taken_port_is_refused_with_the_process_that_has_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Service("service", port);
        var refused = Refused();
        Assert.StartsWith($"Port {port} ('service') is taken", refused, StringComparison.Ordinal);
        var owner = $" by process {Environment.ProcessId} (LocalCloud.Aspire.Tests";
        if (OperatingSystem.IsLinux()) Assert.Contains(owner, refused, StringComparison.Ordinal);
        Assert.EndsWith("Stop that, or give 'service' another port: set Ports__service=PORT.", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_taken_port_of_the_dashboard_is_refused_with_its_setting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", url)]).Build();
        var refused = Assert.Throws<StartException>(() => FixedPorts.CheckDashboard(configuration)).Message;
        Assert.Contains("(the dashboard, ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL) is taken", refused, StringComparison.Ordinal);
        Assert.EndsWith("set ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:PORT (0: any).", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_host_takes_free_ports_whatever_is_asked_for()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var service = Service("service", ((IPEndPoint)other.LocalEndpoint).Port);
        FixedPorts.Apply(builder.Configuration, builder.Resources, random: true);
        Assert.Null(Endpoint(service, "first").Port);
    }

    IResource Service(string name, int? port = null) => builder.AddExecutable(name, "sleep", ".", "1000")
        .WithEndpoint("first", e => (e.Port, e.TargetPort, e.IsProxied) = (port, port, false))
        .WithEndpoint("second", e => (e.Port, e.IsProxied) = (null, false)).Resource;

    void Apply(params (string Setting, string Value)[] settings)
    {
        foreach (var (setting, value) in settings) builder.Configuration[setting] = value;
        FixedPorts.Apply(builder.Configuration, builder.Resources, random: false);
    }

    string Refused(params (string Setting, string Value)[] settings) => Assert.Throws<StartException>(() => Apply(settings)).Message;

    static EndpointAnnotation Endpoint(IResource resource, string name) =>
        resource.Annotations.OfType<EndpointAnnotation>().Single(e => e.Name == name);
}
