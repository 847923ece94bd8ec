namespace Clients.Tests;

/// <summary>The AWS CDK: its command line, its bootstrap stack, its assets, and what its library synthesizes.</summary>
public sealed class CdkTests(EmulatorFixture emulator)
{
    [Fact]
    public Task An_application_is_deployed_driven_and_destroyed() => new ScriptRunner(emulator).RunAsync("bash", ScriptRunner.PathOf("cdk", "run.sh"));
}
