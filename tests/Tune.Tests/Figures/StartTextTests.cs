using LocalCloud.Tune.ColdStarts;
using YamlDotNet.RepresentationModel;

namespace Tune.Tests.Figures;

public sealed class StartTextTests
{
    private static readonly PackageFacts Managed = new(
        20_000_000,
        60_000_000,
        new Dictionary<string, long> { ["Shop"] = 1_000_000, ["Pdf"] = 9_000_000 }
    );

    private static readonly StartTrace Trace = new(
        200,
        300,
        [new("Shop", 10, false), new("System.Runtime", 11, false), new("System.Private.CoreLib", 1, true)],
        [new("Shop", 20, 60), new("System.Private.CoreLib", 90, 5), new(null, 100, 15), new("Shop", 210, 40)],
        [
            new("127.0.0.1:9001", 150, 2, false) { IsLambdas = true },
            new("10.0.0.7:5432", 160, 30, false),
            new("10.0.0.8:6379", 250, null, false),
        ]
    );

    [Fact]
    public void A_start_is_told_by_what_it_consists_of()
    {
        var text = string.Join('\n', StartText.Of(Result(Trace with { BeforeRuntime = 40 }), []));

        Assert.Contains("it took 240 ms to its first event, 40.0 ms of them before the runtime began", text, StringComparison.Ordinal);
        Assert.Contains("3 assemblies loaded, 2 of them without ReadyToRun code", text, StringComparison.Ordinal);
        Assert.Contains("3 methods compiled in 80.0 ms (40 %); 1 more in 40.0 ms by the first event", text, StringComparison.Ordinal);
        Assert.Contains("connection to 10.0.0.7:5432 at 160 ms, while it started: 30.0 ms", text, StringComparison.Ordinal);
        Assert.Contains(
            "connection to 10.0.0.8:6379 at 250 ms, by the first event: not there before the end",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("9001", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_shorten_it_is_said_with_its_figures()
    {
        var advice = Advice.For(Result(Trace), []).ToList();

        Assert.Contains(
            "Shop.dll has no ReadyToRun code: 1 methods took 60.0 ms of the 200 ms to compile. PublishReadyToRun compiles "
                + "them beforehand.",
            advice
        );
        Assert.Contains(advice, a => a.StartsWith("1 methods were made while it started", StringComparison.Ordinal));
        Assert.Contains(advice, a =>
            a.StartsWith("1 of 2 assemblies were not loaded (9.0 of 60.0 MB unpacked), the largest Pdf.dll", StringComparison.Ordinal)
        );
        Assert.Contains("Connecting to 10.0.0.7:5432 took 30.0 ms while it started.", advice);
    }

    [Fact]
    public void A_start_that_shows_nothing_gets_no_advice()
    {
        var trace = new StartTrace(200, 210, [new("Shop", 10, true), new("Pdf", 12, true)], [new("Shop", 20, 2)], []);

        Assert.Empty(Advice.For(Result(trace), []));
    }

    [Fact]
    public void Another_build_that_starts_sooner_is_named_with_what_it_saves() =>
        Assert.Contains(
            "aot starts in 50.0 ms in place of 400 ms (88 % less).",
            Advice.For(Result(null), [Result(null) with { Build = "aot", Init = [50] }])
        );

    [Fact]
    public void A_native_executable_says_that_there_is_nothing_to_tell() =>
        Assert.Contains(
            "native executable (AOT)",
            Assert.Single(StartText.Of(Result(null) with { Package = new(5, 15, new Dictionary<string, long>()) }, [])),
            StringComparison.Ordinal
        );

    [Fact]
    public void Connections_that_cannot_be_seen_are_not_said_to_be_none() =>
        Assert.Contains(
            "  connections cannot be seen: the package was published with EventSourceSupport off",
            StartText.Of(Result(Trace with { ShowsConnections = false, Connections = [] }), [])
        );

    [Theory]
    [InlineData("InterNetwork:16:{21,56,10,0,0,7,0,0,0,0,0,0,0,0}", "10.0.0.7:5432")]
    [InlineData("InterNetworkV6:28:{144,239,0,0,0,0,0,0,0,0,0,0,0,0,0,0,255,255,127,0,0,1,0,0,0,0}", "127.0.0.1:37103")]
    [InlineData("InterNetworkV6:28:{21,56,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0}", "[::1]:5432")]
    [InlineData("/tmp/socket", "/tmp/socket")]
    public void Addresses_are_written_as_people_do(string text, string address) => Assert.Equal(address, SocketText.Of(text));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("!Sub Host=${Proxy.Endpoint};Port=${Cache.Endpoint.Port}", "Host=127.0.0.1;Port=1")]
    [InlineData("!Sub Password={{resolve:secretsmanager:${Secret}:SecretString:password}}", "Password=placeholder")]
    [InlineData("!GetAtt Cache.Endpoint.Port", "1")]
    [InlineData("!GetAtt Proxy.Endpoint", "127.0.0.1")]
    [InlineData("!Ref JobQueue", "placeholder")]
    [InlineData("!If [HasIt, !Ref It, !Ref AWS::NoValue]", null)]
    public void What_a_stack_would_fill_in_is_a_placeholder(string yaml, string? value)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader($"Value: {yaml}"));

        Assert.Equal(value, Placeholder.Of(((YamlMappingNode)stream.Documents[0].RootNode).Children.Single().Value));
    }

    private static ColdStartResult Result(StartTrace? trace) =>
        new("jobs", "published", 512, Managed, [390, 400, 450], [80, 100, 120], [2, 3, 4], 80, null, trace);
}
