namespace Clients.Tests;

/// <summary>AWS's SDKs for JavaScript: version 3 of today and of 2022, and version 2.</summary>
public sealed class JavaScriptTests(EmulatorFixture emulator)
{
    public static IEnumerable<TheoryDataRow<string, string>> Scripts() =>
        from script in ScriptRunner.Files("javascript", "*.mjs", "aws.mjs", "v2.mjs")
        from generation in Has2022(script) ? (string[])["current", "2022"] : ["current"]
        select new TheoryDataRow<string, string>(script, generation);

    [Theory, MemberData(nameof(Scripts))]
    public Task Version_3(string script, string generation) =>
        new ScriptRunner(emulator).RunAsync("node", ScriptRunner.PathOf("javascript", script), generation);

    [Fact]
    public Task Version_2() => new ScriptRunner(emulator).RunAsync("node", ScriptRunner.PathOf("javascript", "v2.mjs"));

    private static bool Has2022(string script) =>
        Directory.Exists(ScriptRunner.PathOf("javascript", "node_modules", $"client-{Path.GetFileNameWithoutExtension(script)}-2022"));
}
