using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Tests.Run;

/// <summary>Secrets that nobody gives.</summary>
public sealed class GeneratedParameterTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    [Fact]
    public void A_secret_is_generated_once_and_kept_for_its_owner_alone()
    {
        var first = Fill(Secret("api-key"))["Parameters:api-key"];
        Assert.Equal(32, first!.Length);
        Assert.Equal(first, Fill(Secret("api-key"))["Parameters:api-key"]);
        if (!OperatingSystem.IsWindows())
            Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(_data["parameters.json"]));
        Assert.Equal(["parameters.json"], Directory.EnumerateFileSystemEntries(_data).Select(Path.GetFileName));
    }

    [Fact]
    public void Secrets_differ_from_each_other_and_from_those_of_other_data()
    {
        using var other = new TemporaryDirectory();
        var values = Fill(Secret("one"), Secret("two"));
        Assert.NotEqual(values["Parameters:one"], values["Parameters:two"]);
        Assert.NotEqual(values["Parameters:one"], Fill(other, [], [Secret("one")])["Parameters:one"]);
    }

    [Theory]
    [InlineData("Parameters:api-key")]
    [InlineData("Parameters:api_key")]
    public void A_given_value_wins_and_is_not_kept(string setting)
    {
        var configuration = Fill(_data, [(setting, "given")], [Secret("api-key")]);
        Assert.Equal("given", configuration[setting]);
        Assert.Single(configuration.GetSection("Parameters").GetChildren());
        Assert.False(File.Exists(_data["parameters.json"]));
    }

    [Fact]
    public void A_value_that_is_given_for_one_run_leaves_the_kept_one_for_the_next()
    {
        var kept = Fill(Secret("api-key"))["Parameters:api-key"];
        Fill(_data, [("Parameters:api-key", "given")], [Secret("api-key")]);
        Assert.Equal(kept, Fill(Secret("api-key"))["Parameters:api-key"]);
    }

    [Fact]
    public void A_parameters_own_rule_makes_its_value()
    {
        var rule = new GenerateParameterDefault
        {
            MinLength = 40,
            Special = false,
            Lower = false,
            Upper = false,
        };
        Assert.Matches("^[0-9]{40}$", Fill(Secret("pin", rule))["Parameters:pin"]);
    }

    [Fact]
    public void Characters_that_mean_something_elsewhere_come_back_as_they_are()
    {
        const string Value = "{0}.\"';\\$é\n";
        File.WriteAllText(_data["parameters.json"], new JsonObject { ["api-key"] = Value }.ToJsonString());
        Assert.Equal(Value, Fill(Secret("api-key"), Secret("another"))["Parameters:api-key"]);
        Assert.Equal(Value, Fill(Secret("api-key"))["Parameters:api-key"]);
    }

    [Fact]
    public void What_is_no_secret_is_not_generated()
    {
        var parameter = new ParameterResource("greeting", _ => "", secret: false);
        Assert.Null(Fill(parameter)["Parameters:greeting"]);
    }

    private static ParameterResource Secret(string name, ParameterDefault? rule = null) =>
        new(name, _ => "", secret: true) { Default = rule };

    private ConfigurationManager Fill(params ParameterResource[] parameters) => Fill(_data, [], parameters);

    private static ConfigurationManager Fill(string directory, (string Name, string Value)[] settings, ParameterResource[] parameters)
    {
        var configuration = new ConfigurationManager { ["LocalCloud:DataDirectory"] = directory };
        foreach (var (name, value) in settings)
            configuration[name] = value;
        using var run = new RunSettings(configuration, directory, new HashSet<string>());
        GeneratedParameters.Fill(configuration, parameters, run);
        return configuration;
    }

    public void Dispose() => _data.Dispose();
}
