using System.Text;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>The loop that runs handlers in Node, at its edges.</summary>
public class NodeRuntimeTests : LambdaTest
{
    [Fact]
    public async Task Events_and_answers_of_several_megabytes_arrive_whole()
    {
        await CreateAsync("mirror", "exports.handler = async event => event.text;", "\"MemorySize\":512");
        // A character of three bytes: some of them are cut by the packets that they travel in
        var json = $"\"{new string('€', 1_900_000)}\"";
        for (var round = 0; round < 2; round++)
            Assert.Equal(json, (await InvokeAsync("mirror", $$"""{"text":{{json}}}""")).Text);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_an_error_and_the_environment_goes_on()
    {
        await CreateAsync(
            "large",
            "exports.handler = async event => ({ pid: process.pid, text: 'x'.repeat(event.size) });",
            "\"MemorySize\":512"
        );
        var before = (int?)(await InvokeAsync("large", """{"size":1}"""))["pid"];
        var answer = await InvokeAsync("large", """{"size":8000000}""");
        Assert.Equal("Function.ResponseSizeTooLarge", (string?)answer["errorType"]);
        Assert.Equal(before, (int?)(await InvokeAsync("large", """{"size":1}"""))["pid"]);
    }

    [Fact]
    public async Task An_exception_outside_of_the_handler_ends_the_invocation_with_it()
    {
        await CreateAsync("stray", "exports.handler = () => new Promise(() => setTimeout(() => { throw new RangeError('lost'); }));");
        var answer = await InvokeAsync("stray");
        Assert.Equal(
            ("Unhandled", "RangeError", "lost"),
            (answer.Header("X-Amz-Function-Error"), (string?)answer["errorType"], (string?)answer["errorMessage"])
        );
    }

    [Fact]
    public async Task An_exception_after_the_answer_ends_the_environment_and_no_more()
    {
        await CreateAsync(
            "late",
            "exports.handler = async event => { if (event.late) setImmediate(() => setImmediate(() => { throw new Error('late'); })); "
                + "return process.pid; };"
        );
        var first = (await InvokeAsync("late")).Text;
        Assert.Equal(first, (await InvokeAsync("late", """{"late":true}""")).Text);
        // It may come when the next invocation has begun, and is that one's then, or even when that has been answered
        Answer next;
        do next = await InvokeAsync("late");
        while (next.Text == first || next.Header("X-Amz-Function-Error") is not null);
    }

    [Theory]
    [InlineData("callback(null, { n: 1 })", """{"n":1}""")]
    [InlineData("context.succeed('a\\nb')", "\"a\\nb\"")]
    [InlineData("callback(null)", "null")]
    public async Task Handlers_of_the_older_kind_answer_through_callbacks(string call, string expected)
    {
        await CreateAsync("older", $"exports.handler = (event, context, callback) => {{ setImmediate(() => {call}); }};");
        Assert.Equal(expected, (await InvokeAsync("older")).Text);
    }

    [Fact]
    public async Task A_name_of_an_error_that_is_no_header_value_is_made_one()
    {
        await CreateAsync("named", "exports.handler = async () => { throw Object.assign(new Error('x'), { name: 'Über\\r\\nX: 1' }); };");
        Assert.Equal("Über\r\nX: 1", (string?)(await InvokeAsync("named"))["errorType"]);
    }

    [Fact]
    public async Task A_streaming_handler_and_its_errors_come_in_pieces()
    {
        await CreateAsync(
            "streamed",
            """
            exports.handler = awslambda.streamifyResponse(async (event, response) => {
              response.write('one ');
              if (event.fail) throw new Error('half way');
              response.write('two');
              response.end();
            });
            """
        );
        Assert.Equal("one two", (await InvokeAsync("streamed")).Text);
        var broken = Encoding.UTF8.GetBytes(
            (await CallAsync("POST", "/2021-11-15/functions/streamed/response-streaming-invocations", """{"fail":true}""")).Text
        );
        Assert.Contains("half way", Encoding.UTF8.GetString(broken));
        Assert.Equal("one two", (await InvokeAsync("streamed")).Text);
    }
}
