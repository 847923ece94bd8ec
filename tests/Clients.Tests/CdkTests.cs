namespace Clients.Tests;

/// <summary>The AWS CDK: its command line, its bootstrap stack, its assets, and what its library synthesizes.</summary>
public sealed class CdkTests(EmulatorFixture emulator)
{
    [Fact]
    public Task An_application_is_deployed_driven_and_destroyed() =>
        new ScriptRunner(emulator).RunAsync("bash", ScriptRunner.PathOf("cdk", "run.sh"));

    [Fact]
    public Task A_plain_application_with_all_its_custom_resources_is_deployed_has_no_difference_and_is_destroyed() =>
        new ScriptRunner(emulator).RunAsync("bash", ScriptRunner.PathOf("cdk", "plain", "run.sh"));
}
