using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class PartiQlBatchTests : PartiQlTest
{
    private Task<BatchExecuteStatementResponse> BatchAsync(params string[] statements) =>
        Db.BatchExecuteStatementAsync(
            new BatchExecuteStatementRequest
            {
                Statements = [.. statements.Select(statement => new BatchStatementRequest { Statement = statement })],
                ReturnConsumedCapacity = "TOTAL",
            }
        );

    private Task<ExecuteTransactionResponse> TransactAsync(string? token, params string[] statements) =>
        Db.ExecuteTransactionAsync(
            new ExecuteTransactionRequest
            {
                TransactStatements = [.. statements.Select(statement => new ParameterizedStatement { Statement = statement })],
                ClientRequestToken = token,
                ReturnConsumedCapacity = "TOTAL",
            }
        );

    private static string Show(BatchStatementResponse response) =>
        $"{response.TableName} {(response.Error is { } error ? $"{error.Code}: {error.Message} {(error.Item is { Count: > 0 } item
            ? Show(item) : "")}" : response.Item is { Count: > 0 } found ? Show(found) : "-")}".Trim();

    [Fact]
    public async Task A_batch_writes_what_it_can()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("taken"), ["x"] = N(1) });

        var answer = await Db.BatchExecuteStatementAsync(
            new BatchExecuteStatementRequest
            {
                Statements =
                [
                    new() { Statement = "INSERT INTO things VALUE {'id': ?}", Parameters = [S("new")] },
                    new() { Statement = "INSERT INTO things VALUE {'id': 'taken'}" },
                    new()
                    {
                        Statement = "UPDATE things SET x = 2 WHERE id = 'taken' AND x = 9",
                        ReturnValuesOnConditionCheckFailure = "ALL_OLD",
                    },
                    new() { Statement = "DELETE FROM nowhere WHERE id = 'a'" },
                    new() { Statement = "MERGE INTO things" },
                    new() { Statement = "UPDATE things SET y = 1 WHERE x = 1" },
                ],
            }
        );

        Assert.Equal(
            [
                "things -",
                "things DuplicateItem: Duplicate primary key exists in table",
                "things ConditionalCheckFailed: The conditional request failed {id:'taken',x:1}",
                "nowhere ResourceNotFound: Requested resource not found",
                "ValidationError: Statement wasn't well formed, can't be processed: Expected data manipulation",
                "things ValidationError: Where clause does not contain a mandatory equality on all key attributes",
            ],
            answer.Responses.Select(Show)
        );
        Assert.NotNull(await GetAsync("new"));
    }

    [Fact]
    public async Task A_batch_reads_an_item_for_each_statement()
    {
        await FillEventsAsync();

        var answer = await BatchAsync(
            "SELECT note FROM events WHERE feed = 'a' AND seq = 2",
            "SELECT * FROM events WHERE feed = 'x' AND seq = 2",
            "SELECT * FROM events WHERE feed = 'a' AND seq = 2 AND kind = 'odd'",
            "SELECT * FROM events WHERE feed = 'a'",
            "SELECT * FROM \"events\".\"by-kind\" WHERE kind = 'odd'"
        );

        const string NoKey =
            "events ValidationError: Select statements within BatchExecuteStatement must specify the primary key in the where clause.";
        Assert.Equal(["events {note:'a2'}", "events -", "events -", NoKey, NoKey], answer.Responses.Select(Show));
        Assert.Equal(1.5, Assert.Single(answer.ConsumedCapacity).CapacityUnits);
    }

    [Fact]
    public async Task A_batch_has_up_to_25_statements_of_one_kind()
    {
        await CreateThingsAsync();

        await RefusedAsync("The batch must consist of either read statements or write statements, both cannot be mixed in one batch", () =>
            BatchAsync("SELECT * FROM things WHERE id = 'a'", "DELETE FROM things WHERE id = 'a'")
        );
        Assert.Contains(
            "Member must have length less than or equal to 25",
            (await FailureAsync(() => BatchAsync([.. Enumerable.Repeat("SELECT * FROM things WHERE id = 'a'", 26)]))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_transaction_writes_all_or_nothing()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("old"), ["x"] = N(1) });
        await PutAsync(Key("gone"));

        var answer = await TransactAsync(
            null,
            "EXISTS(SELECT * FROM things WHERE id = 'old' AND y IS MISSING)",
            "INSERT INTO things VALUE {'id': 'new'}",
            "DELETE FROM things WHERE id = 'gone'"
        );
        Assert.Equal(6.0, Assert.Single(answer.ConsumedCapacity).CapacityUnits);
        Assert.Equal(("{id:'new'}", "nothing"), (Show(await GetAsync("new")), Show(await GetAsync("gone"))));

        var error = await Assert.ThrowsAsync<TransactionCanceledException>(() =>
            TransactAsync(
                null,
                "UPDATE things SET x = 2 WHERE id = 'old'",
                "INSERT INTO things VALUE {'id': 'new'}",
                "EXISTS(SELECT * FROM things WHERE id = 'nobody' AND x = 1)"
            )
        );

        Assert.Equal(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, DuplicateItem, ConditionalCheckFailed]",
            error.Message
        );
        Assert.Equal("Duplicate primary key exists in table", error.CancellationReasons[1].Message);
        Assert.Equal("{id:'old',x:1}", Show(await GetAsync("old")));
    }

    [Fact]
    public async Task A_transaction_reads_items_by_their_keys()
    {
        await FillEventsAsync();

        var answer = await TransactAsync(
            null,
            "SELECT note FROM events WHERE feed = 'a' AND seq = 2",
            "SELECT * FROM events WHERE feed = 'x' AND seq = 2"
        );

        Assert.Equal(
            ["{note:'a2'}", "nothing"],
            answer.Responses.Select(response => Show(response.Item is { Count: > 0 } ? response.Item : null))
        );
        Assert.Equal(4.0, Assert.Single(answer.ConsumedCapacity).ReadCapacityUnits);
        await RefusedAsync("Select statements within ExecuteTransaction must specify the primary key in the where clause.", () =>
            TransactAsync(null, "SELECT * FROM events WHERE feed = 'a'")
        );
    }

    [Fact]
    public async Task A_transaction_that_is_repeated_with_its_token_does_nothing_more()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });

        await TransactAsync("token", "UPDATE things SET x = x + 1 WHERE id = 'a'");
        await TransactAsync("token", "UPDATE things SET x = x + 1 WHERE id = 'a'");

        Assert.Equal("{id:'a',x:2}", Show(await GetAsync("a")));
        Assert.Equal(
            "IdempotentParameterMismatchException",
            (await FailureAsync(() => TransactAsync("token", "UPDATE things SET x = x + 2 WHERE id = 'a'"))).Code
        );
    }

    [Fact]
    public async Task What_a_transaction_cannot_have_is_refused()
    {
        await CreateThingsAsync();

        await RefusedAsync(
            "The transaction must consist of either read statements or write statements, both cannot be mixed in one transaction",
            () => TransactAsync(null, "SELECT * FROM things WHERE id = 'a'", "DELETE FROM things WHERE id = 'a'")
        );
        await RefusedAsync("Transaction request cannot include multiple operations on one item", () =>
            TransactAsync(null, "DELETE FROM things WHERE id = 'a'", "INSERT INTO things VALUE {'id': 'a'}")
        );
        await RefusedAsync("The SELECT statement of EXISTS must specify the full primary key and one other condition", () =>
            TransactAsync(null, "EXISTS(SELECT * FROM things WHERE id = 'a')")
        );
        await RefusedAsync("EXISTS is supported in ExecuteTransaction only", () =>
            RunAsync("EXISTS(SELECT * FROM things WHERE id = 'a' AND x = 1)")
        );
    }
}
