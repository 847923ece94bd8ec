using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Settings;
using LocalCloud.Aspire.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Tests.Settings;

/// <summary>Settings that are mistyped, and values that cannot be theirs.</summary>
public sealed class SettingCheckTests
{
    private const string Ports =
        " There are: Ports:my-service, Ports:my-service:first, Ports:my-service:second, Ports:api, Ports:dashboard, "
        + "Ports:dashboard:otlp, Ports:dashboard:otlphttp, Ports:dashboard:resources.";

    private const string KeyTold = "Parameters:api-kye is no setting. Did you mean Parameters:api-key? There are: Parameters:api-key.";

    [Theory]
    [InlineData("LocalCloud:Ephemeral", "yes", "LocalCloud:Ephemeral must be true or false, not 'yes'.")]
    [InlineData("LocalStack:UseLocalStack", "1", "LocalStack:UseLocalStack must be true or false, not '1'.")]
    [InlineData("LocalStack:Config:EdgePort", "x", "LocalStack:Config:EdgePort must be a port from 0 (any) to 65535, not 'x'.")]
    [InlineData("LocalCloud:Clock", "manul", "LocalCloud:Clock must be real, movable or manual, not 'manul'. Did you mean manual?")]
    [InlineData("ASPNETCORE_URLS", "localhost:80", "ASPNETCORE_URLS must be an address as http://127.0.0.1:PORT, not 'localhost:80'.")]
    [InlineData("AWS_ENDPOINT_URL", "here", "AWS_ENDPOINT_URL must be an address as http://127.0.0.1:PORT, not 'here'.")]
    [InlineData("Ports:dashboard:otlp", "-1", "Ports:dashboard:otlp must be a port from 0 (any) to 65535, not '-1'.")]
    public void A_value_that_cannot_be_one_is_refused(string setting, string value, string message) =>
        Assert.Equal(message, Refused(() => SettingCheck.Values(Of((setting, value)))));

    [Fact]
    public void A_setting_that_nobody_reads_is_told_with_the_nearest_and_all_others() =>
        Assert.Equal(
            "LocalCloud:Clok is no setting. Did you mean LocalCloud:Clock? There are: LocalCloud:Clock, LocalCloud:DataDirectory, "
                + "LocalCloud:Containers, LocalCloud:DotNetRun, LocalCloud:EnforceIam, LocalCloud:Ephemeral, LocalCloud:ReadyCode, "
                + "LocalCloud:Restart.",
            Refused(() => SettingCheck.Values(Of(("LocalCloud:Clok", "manual"))))
        );

    [Theory]
    [InlineData("Ports:apii", "5090", "Ports:apii is no setting. Did you mean Ports:api?" + Ports)]
    [InlineData("Ports:my-service:frist", "0", "Ports:my-service:frist is no setting. Did you mean Ports:my-service:first?" + Ports)]
    [InlineData("Ports:elsewhere", "0", "Ports:elsewhere is no setting." + Ports)]
    [InlineData("Ports:api", "abc", "Ports:api must be a port from 0 (any) to 65535, not 'abc'.")]
    [InlineData("Ports:api", "70000", "Ports:api must be a port from 0 (any) to 65535, not '70000'.")]
    [InlineData("Port:api", "5090", "Port:api is no setting. Did you mean Ports:api?")]
    [InlineData("Parameters:api-kye", "x", KeyTold)]
    public void Names_of_resources_and_parameters_are_those_of_the_application(string setting, string value, string message) =>
        Assert.Equal(message, Refused(() => Names((setting, value))));

    [Fact]
    public void What_is_right_and_what_others_may_read_passes()
    {
        SettingCheck.Values(
            Of(
                ("LocalCloud:Clock", "movable"),
                ("LocalCloud:Ephemeral", "True"),
                ("LocalStack:Session:RegionName", "eu-central-1"),
                ("ASPNETCORE_URLS", "http://*:80;https://+:443"),
                ("Ports:dashboard", "0")
            )
        );
        Names(
            ("Ports:my-service", "0"),
            ("Ports:my_service:second", "8080"),
            ("ports:api:http", "0"),
            ("Parameters:api_key", "x"),
            ("Parameters:of-another-application", "y"),
            ("Paths:api", "/"),
            ("Logging:LogLevel:Default", "Debug")
        );
    }

    [Fact]
    public void A_setting_in_a_variable_is_told_as_it_is_set_there()
    {
        Environment.SetEnvironmentVariable("Ports__apy", "1");
        try
        {
            Assert.StartsWith(
                "Ports__apy is no setting. Did you mean Ports__api? There are: Ports__my_service, ",
                Refused(() => Names(("Ports:apy", "1"))),
                StringComparison.Ordinal
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable("Ports__apy", null);
        }
    }

    private static string Refused(Action check)
    {
        var refused = Assert.Throws<StartException>(check);
        Assert.Equal(2, refused.ExitCode);
        return refused.Message;
    }

    private static void Names(params (string Setting, string Value)[] settings)
    {
        var builder = TestHost.Create();
        var service = builder.AddExecutable("my-service", "sleep", ".").WithEndpoint(name: "first").WithEndpoint(name: "second").Resource;
        var api = builder.AddExecutable("api", "sleep", ".").WithEndpoint(name: "http").Resource;
        var key = builder.AddParameter("api-key", secret: true).Resource;
        SettingCheck.Names(Of(settings), [service, api], [key]);
    }

    private static IConfiguration Of(params (string Setting, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Setting, (string?)s.Value))).Build();
}
