namespace Clients.Tests;

/// <summary>Every AWS CLI of this machine.</summary>
public sealed class AwsCliTests(EmulatorFixture emulator)
{
    public static IEnumerable<TheoryDataRow<string, string>> Scripts() =>
        from script in ScriptRunner.Files("cli", "*.sh", "run.sh")
        from aws in ScriptRunner.Installed("aws")
        select new TheoryDataRow<string, string>(script, aws);

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Scripts))]
    public Task Script(string script, string aws) =>
        new ScriptRunner(emulator).RunAsync("bash", ScriptRunner.PathOf("cli", "run.sh"), aws, script);
}
