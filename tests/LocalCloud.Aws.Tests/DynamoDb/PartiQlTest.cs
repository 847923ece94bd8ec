using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

/// <summary>A test of PartiQL, on the tables of <see cref="DynamoDbTest"/>.</summary>
public abstract class PartiQlTest : DynamoDbTest
{
    protected Task<ExecuteStatementResponse> RunAsync(string statement, params AttributeValue[] parameters) =>
        Db.ExecuteStatementAsync(
            new ExecuteStatementRequest { Statement = statement, Parameters = parameters.Length == 0 ? null : [.. parameters] }
        );

    /// <summary>The items that a statement answers with, one a line.</summary>
    protected async Task<string> AnswerAsync(string statement, params AttributeValue[] parameters) =>
        string.Join("\n", (await RunAsync(statement, parameters)).Items.Select(Show));

    protected Task MalformedAsync(string detail, string statement) =>
        RefusedAsync($"Statement wasn't well formed, can't be processed: {detail}", () => RunAsync(statement));

    /// <summary>Of two feeds, the values of an attribute in the order of the answer.</summary>
    protected async Task<string> ValuesAsync(string attribute, string statement, params AttributeValue[] parameters) =>
        string.Join(
            " ",
            (await RunAsync(statement, parameters)).Items.Select(item => item.TryGetValue(attribute, out var value) ? Show(value) : "-")
        );

    protected async Task FillEventsAsync()
    {
        await CreateEventsAsync();
        foreach (var feed in (string[])["a", "b"])
            for (var i = 1; i <= 4; i++)
                await PutAsync(
                    new()
                    {
                        ["feed"] = S(feed),
                        ["seq"] = N(i),
                        ["kind"] = S(i % 2 == 0 ? "even" : "odd"),
                        ["happened"] = S($"{9 - i}"),
                        ["amount"] = N(i * 10),
                        ["note"] = S($"{feed}{i}"),
                    },
                    Events
                );
    }
}
