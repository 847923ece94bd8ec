using LocalCloud.Aspire.Settings;

namespace LocalCloud.Aspire.Tests.Settings;

public sealed class NearestTests
{
    [Theory]
    [InlineData("api", "api", 0)]
    [InlineData("apii", "api", 1)]
    [InlineData("ap", "api", 1)]
    [InlineData("aoi", "api", 1)]
    [InlineData("pai", "api", 1)]
    [InlineData("", "api", 3)]
    [InlineData("ca", "abc", 3)]
    public void Typing_errors_are_letters_missing_added_changed_or_swapped(string a, string b, int errors)
    {
        Assert.Equal(errors, Nearest.Errors(a, b));
        Assert.Equal(errors, Nearest.Errors(b, a));
    }

    [Theory]
    [InlineData("EPHEMRAL", "ephemeral")]
    [InlineData("isolatd", "isolated")]
    [InlineData("elsewhere", null)]
    public void The_nearest_name_is_told_when_one_is_near(string text, string? nearest) =>
        Assert.Equal(nearest, Nearest.Of(text, ["ephemeral", "isolated"]));
}
