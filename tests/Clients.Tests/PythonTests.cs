namespace Clients.Tests;

/// <summary>boto3, in every Python of this machine that has it.</summary>
public sealed class PythonTests(EmulatorFixture emulator)
{
    public static IEnumerable<TheoryDataRow<string, string>> Scripts() =>
        from script in ScriptRunner.Files("python", "*.py", "aws.py")
        from interpreter in ScriptRunner.Installed("python3")
        select new TheoryDataRow<string, string>(script, interpreter);

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Scripts))]
    public async Task Boto3(string script, string interpreter)
    {
        Assert.SkipUnless(
            (await ScriptRunner.ProcessAsync(new(interpreter, ["-c", "import boto3"]))).Code == 0,
            $"{interpreter} has no boto3"
        );
        await new ScriptRunner(emulator).RunAsync(interpreter, ScriptRunner.PathOf("python", script));
    }
}
