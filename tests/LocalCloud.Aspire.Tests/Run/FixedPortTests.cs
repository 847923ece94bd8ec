using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Settings;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Run;

/// <summary>The settings <c>Ports:RESOURCE</c>, and ports that cannot be had.</summary>
public sealed class FixedPortTests
{
    private readonly IDistributedApplicationBuilder _builder = TestHost.Create();

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
        Assert.Equal(
            $"Port {port} is asked for twice, by 'one' and 'two-more'. Give one of them another: set Ports__two_more=PORT.",
            Refused(("Ports:two-more", $"{port}"))
        );
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
        if (OperatingSystem.IsLinux())
            Assert.Contains(owner, refused, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Contains($"), in {Environment.CurrentDirectory}. ", refused, StringComparison.Ordinal);
        Assert.EndsWith("Stop that, or set Ports__service=PORT (0: any).", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void All_taken_ports_are_told_at_once_and_the_way_out_of_all_of_them()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        Service("first", ((IPEndPoint)one.LocalEndpoint).Port);
        Service("second-one", ((IPEndPoint)two.LocalEndpoint).Port);
        var lines = Refused().Split(Environment.NewLine);
        Assert.EndsWith("set Ports__first=PORT (0: any).", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("set Ports__second_one=PORT (0: any).", lines[1], StringComparison.Ordinal);
        Assert.Equal(["--isolated gives everything any free port, where no setting names one."], lines[2..]);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "the dashboard", "Ports__dashboard")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "the dashboard's telemetry, OTLP by gRPC", "Ports__dashboard__otlp")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "the dashboard's telemetry, OTLP by HTTP", "Ports__dashboard__otlphttp")]
    [InlineData("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "the AppHost's service for the dashboard", "Ports__dashboard__resources")]
    public void A_taken_port_of_the_dashboard_names_the_setting_that_wins_over_the_launch_profile(string url, string what, string setting)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var refused = Refused((url, $"http://127.0.0.1:{port}"));
        Assert.StartsWith($"Port {port} ({what}) is taken", refused, StringComparison.Ordinal);
        Assert.EndsWith($"Stop that, or set {setting}=PORT (0: any).", refused, StringComparison.Ordinal);
        _builder.Configuration[setting.Replace("__", ":", StringComparison.Ordinal)] = "0";
        DashboardPorts.Apply(_builder.Configuration, any: false);
        Assert.Equal("http://127.0.0.1:0", _builder.Configuration[url]);
        Apply();
    }

    [Fact]
    public void An_isolated_run_takes_free_ports_but_where_a_setting_names_one()
    {
        var ports = FreePorts.Take(3);
        var (service, named) = (Service("service", ports[0]), Service("named", ports[1]));
        _builder.Configuration["Ports:named"] = $"{ports[2]}";
        FixedPorts.Apply(_builder.Configuration, _builder.Resources, PortChoice.Isolated);
        Assert.Null(Endpoint(service, "first").Port);
        Assert.Equal(ports[2], Endpoint(named, "first").Port);
    }

    [Fact]
    public void The_dashboard_of_an_isolated_run_takes_free_ports_but_where_a_setting_names_one()
    {
        _builder.Configuration["ASPNETCORE_URLS"] = "http://localhost:15888";
        _builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://127.0.0.1:15889";
        _builder.Configuration["Ports:dashboard:otlp"] = "15999";
        DashboardPorts.Apply(_builder.Configuration, any: true);
        Assert.Equal("http://localhost:0", _builder.Configuration["ASPNETCORE_URLS"]);
        Assert.Equal("http://127.0.0.1:15999", _builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]);
        Assert.Null(_builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"]);
    }

    [Fact]
    public void A_test_host_takes_free_ports_whatever_is_asked_for()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var service = Service("service", ((IPEndPoint)other.LocalEndpoint).Port);
        FixedPorts.Apply(_builder.Configuration, _builder.Resources, PortChoice.Random);
        Assert.Null(Endpoint(service, "first").Port);
    }

    private IResource Service(string name, int? port = null) =>
        _builder
            .AddExecutable(name, "sleep", ".", "1000")
            .WithEndpoint("first", e => (e.Port, e.TargetPort, e.IsProxied) = (port, port, false))
            .WithEndpoint("second", e => (e.Port, e.IsProxied) = (null, false))
            .Resource;

    private void Apply(params (string Setting, string Value)[] settings)
    {
        foreach (var (setting, value) in settings)
            _builder.Configuration[setting] = value;
        FixedPorts.Apply(_builder.Configuration, _builder.Resources, PortChoice.Given);
    }

    private string Refused(params (string Setting, string Value)[] settings) =>
        Assert.Throws<StartException>(() => Apply(settings)).Message;

    private static EndpointAnnotation Endpoint(IResource resource, string name) =>
        resource.Annotations.OfType<EndpointAnnotation>().Single(e => e.Name == name);
}
