using LocalCloud.Deploy;

namespace Tune.Tests.Runs;

public sealed class HookTests : RunTest
{
    [Fact]
    public async Task What_the_function_before_answers_is_the_payload()
    {
        await CreateAsync("before");

        // It answers with a hash that is no number: the function itself cannot read that
        Assert.Equal(ExitCodes.Failed, await RunAsync(Request with { Before = "before", Payloads = [new("""{"wait":1}""", 1)] }));

        Assert.Contains("""Payload: {"hash":"0000""", Display.ErrorText, StringComparison.Ordinal);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task The_function_after_gets_the_answer_and_its_failure_ends_it()
    {
        await CreateAsync("after");

        Assert.Equal(ExitCodes.Failed, await RunAsync(Request with { After = "after" }));

        Assert.Contains("--post after failed", Display.ErrorText, StringComparison.Ordinal);
        Assert.Contains("""Payload: {"hash":""", Display.ErrorText, StringComparison.Ordinal);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task A_hook_that_is_not_there_is_named()
    {
        Assert.Equal(ExitCodes.Failed, await RunAsync(Request with { Before = "nobody" }));

        Assert.Contains(
            "ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody",
            Display.ErrorText,
            StringComparison.Ordinal
        );
        await AssertUntouchedAsync();
    }
}
