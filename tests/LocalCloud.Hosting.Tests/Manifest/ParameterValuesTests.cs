using LocalCloud.Hosting.Manifest;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Hosting.Tests.Manifest;

public sealed class ParameterValuesTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("parameters-").FullName;
    public void Dispose() => Directory.Delete(directory, recursive: true);

    ParameterValues Values(params (string Key, string? Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build(), directory);

    static ManifestParameter Secret(string name) => new(name, $"{{{name}.inputs.value}}") { Inputs = [new("value", Secret: true)] };
    static ManifestParameter Password => (ManifestParameter)Reference.Manifest.Resources.Single(r => r.Name == "redis-password");

    [Theory]
    [InlineData("Parameters:web-hook")]
    [InlineData("Parameters:web_hook")]
    public void A_given_value_wins_by_its_name_or_with_underscores_for_hyphens(string key) =>
        Assert.Equal("whsec_x", Values((key, "whsec_x")).Resolve(Secret("web-hook"), out _));

    [Fact]
    public void A_generated_value_follows_its_rule_and_outlives_the_run()
    {
        var first = Values().Resolve(Password, out var error);
        Assert.Null(error);
        Assert.True(first!.Length >= 22 && first.All(char.IsAsciiLetterOrDigit), first);
        Assert.Equal(first, Values().Resolve(Password, out _));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory, "parameters.json")));
    }

    [Fact]
    public void A_secret_that_nobody_gives_is_generated() =>
        Assert.Equal(32, Values().Resolve(Secret("hook"), out _)!.Length);

    [Fact]
    public void A_plain_parameter_without_a_value_says_how_to_give_one()
    {
        Assert.Null(Values().Resolve(new("my-region", "{my-region.inputs.value}") { Inputs = [new("value")] }, out var error));
        Assert.Contains("Parameters__my_region=VALUE", error);
    }

    [Fact]
    public void A_generated_value_has_the_minimum_of_each_class()
    {
        var value = PasswordGenerator.Generate(new(12) { MinLower = 2, MinUpper = 2, MinNumeric = 2, MinSpecial = 2 });
        Assert.Equal(12, value.Length);
        Assert.True(value.Count(char.IsAsciiLetterLower) >= 2 && value.Count(char.IsAsciiLetterUpper) >= 2 && value.Count(char.IsAsciiDigit) >= 2 && value.Count(c => !char.IsAsciiLetterOrDigit(c)) >= 2, value);
    }
}
