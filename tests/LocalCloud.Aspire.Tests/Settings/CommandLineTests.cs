using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Settings;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Tests.Settings;

/// <summary>What may stand behind <c>dotnet run --project AppHost --</c>.</summary>
public sealed class CommandLineTests
{
    private const string All = "There are: --ephemeral, --isolated, --no-restart, --containers, and every setting, as in --Ports:api=5090.";

    [Theory]
    [InlineData("--ephemral", "'--ephemral' is no option of an AppHost. Did you mean --ephemeral? " + All)]
    [InlineData("isolated", "'isolated' is no option of an AppHost. Did you mean --isolated? " + All)]
    [InlineData("--LocalClod:Clock=real", "'--LocalClod:Clock=real' is no option of an AppHost. Did you mean --LocalCloud:Clock? " + All)]
    [InlineData("--something", "'--something' is no option of an AppHost. " + All)]
    [InlineData("-e", "'-e' is no option of an AppHost. " + All)]
    [InlineData("--isolated=true", "--isolated takes no value: '--isolated=true'.")]
    [InlineData("--Ports:api", "--Ports:api needs a value: --Ports:api=VALUE.")]
    [InlineData("--Ports:api --ephemeral", "--Ports:api needs a value: --Ports:api=VALUE.")]
    public void What_would_be_ignored_is_refused(string arguments, string message)
    {
        var refused = Assert.Throws<StartException>(() => Check(arguments));
        Assert.Equal(message, refused.Message);
        Assert.Equal(2, refused.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--ephemeral --no-restart --Isolated --containers")]
    [InlineData("--Ports:api 5090 --Ports:aws=0 Ports:redis=0")]
    [InlineData("--Logging:LogLevel:Default=Debug --ConnectionStrings:shop x --Parameters:key=y")]
    [InlineData("--environment Production --ASPNETCORE_URLS=http://127.0.0.1:0 --operation run")]
    [InlineData("--Own:Setting 1 --OwnSwitch=true")]
    public void Flags_settings_and_what_appsettings_knows_are_taken(string arguments) => Check(arguments);

    private static void Check(string arguments)
    {
        var others = new ConfigurationBuilder().AddInMemoryCollection([new("Own:Setting", "0"), new("OwnSwitch", "false")]).Build();
        CommandLine.Check(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), others);
    }
}
