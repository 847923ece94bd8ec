using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class PartiQlWriteTests : PartiQlTest
{
    [Fact]
    public async Task Insert_takes_every_literal()
    {
        await CreateThingsAsync();

        Assert.Equal(
            "",
            await AnswerAsync(
                """
                INSERT INTO "things" VALUE {'id': 'it''s', 'n': -1.50e2, 'yes': TRUE, 'no': false, 'null': NULL, 'list': [1, 'two', [3]],
                    'map': {'a': {'b': 1}}, 'strings': <<'x', 'y'>>, 'numbers': <<1, 2>>, 'bytes': ?} /* the end */
                """,
                B(1, 2)
            )
        );

        Assert.Equal(
            "{bytes:0102,id:'it's',list:[1,'two',[3]],map:{a:{b:1}},n:-150,no:false,null:null,numbers:<1,2>,strings:<x,y>,yes:true}",
            Show(await GetAsync("it's"))
        );
    }

    [Fact]
    public async Task Insert_does_not_overwrite()
    {
        await CreateThingsAsync();
        await RunAsync($"INSERT INTO {Things} VALUE ?", M(new() { ["id"] = S("a"), ["x"] = N(1) }));

        Assert.Equal(
            ("DuplicateItemException", "Duplicate primary key exists in table"),
            await FailureAsync(() => RunAsync($"INSERT INTO {Things} VALUE {{'id': 'a', 'x': 2}}"))
        );

        Assert.Equal("{id:'a',x:1}", Show(await GetAsync("a")));
        await RefusedAsync("One or more parameter values were invalid: Missing the key id in the item", () =>
            RunAsync($"INSERT INTO {Things} VALUE {{'x': 1}}")
        );
        await RefusedAsync("One or more parameter values were invalid: Input collection contains duplicates", () =>
            RunAsync($"INSERT INTO {Things} VALUE {{'id': 'b', 's': <<1, 1.0>>}}")
        );
        await RefusedAsync("Attempting to store more than 38 significant digits in a Number", () =>
            RunAsync($"INSERT INTO {Things} VALUE {{'id': 'b', 'n': 123456789012345678901234567890123456789}}")
        );
        await MalformedAsync("Unexpected term", $"INSERT INTO {Things} (id) VALUES ('a')");
    }

    [Theory]
    [InlineData("SET x = 2", "{id:'a',nums:<1,2>,row:[1],x:2}")]
    [InlineData("SET x = x + 1 - 3 SET y = {'z': ['end']} REMOVE row", "{id:'a',nums:<1,2>,x:-1,y:{z:['end']}}")]
    [InlineData("SET row = list_append(row, ['b', 2]), nums = set_add(nums, <<3>>)", "{id:'a',nums:<1,2,3>,row:[1,'b',2],x:1}")]
    [InlineData("SET nums = set_delete(nums, <<1>>) REMOVE row[0]", "{id:'a',nums:<2>,row:[],x:1}")]
    [InlineData("SET more = SET_ADD(more, <<'m'>>) SET row[0] = x", "{id:'a',more:<m>,nums:<1,2>,row:[1],x:1}")]
    public async Task Update_sets_and_removes(string actions, string after)
    {
        await CreateThingsAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["x"] = N(1),
                ["row"] = L(N(1)),
                ["nums"] = NS("1", "2"),
            }
        );

        await RunAsync($"UPDATE {Things} {actions} WHERE id = ?", S("a"));

        Assert.Equal(after, Show(await GetAsync("a")));
    }

    [Theory]
    [InlineData("ALL OLD", "{id:'a',keep:0,x:1}")]
    [InlineData("MODIFIED OLD", "{x:1}")]
    [InlineData("ALL NEW", "{id:'a',keep:0,x:2,y:3}")]
    [InlineData("MODIFIED NEW", "{x:2,y:3}")]
    public async Task Update_returns_what_is_asked_for(string returning, string answer)
    {
        await CreateThingsAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["x"] = N(1),
                ["keep"] = N(0),
            }
        );

        Assert.Equal(
            answer,
            await AnswerAsync($"UPDATE {Things} SET x = 2 SET y = 3 WHERE id = ? AND x = 1 RETURNING {returning} *", S("a"))
        );
    }

    [Fact]
    public async Task Update_makes_no_item_and_asks_for_the_whole_key()
    {
        await CreateEventsAsync();
        var failed = ("ConditionalCheckFailedException", "The conditional request failed");

        Assert.Equal(failed, await FailureAsync(() => RunAsync("UPDATE events SET x = 1 WHERE feed = 'a' AND seq = 1")));

        await RefusedAsync("Where clause does not contain a mandatory equality on all key attributes", () =>
            RunAsync("UPDATE events SET x = 1 WHERE feed = 'a'")
        );
        await RefusedAsync("Where clause does not contain a mandatory equality on all key attributes", () =>
            RunAsync("DELETE FROM events WHERE feed = 'a' AND seq > 1")
        );
        await RefusedAsync("Where clause does not contain a mandatory equality on all key attributes", () =>
            RunAsync("DELETE FROM events")
        );
        await RefusedAsync(
            "One or more parameter values were invalid: Cannot update attribute seq. This attribute is part of the key",
            () => RunAsync("UPDATE events SET seq = 2 WHERE feed = 'a' AND seq = 1")
        );
        await RefusedAsync(
            "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [x], path two: [x, y]",
            () => RunAsync("UPDATE events SET x = 1 REMOVE x.y WHERE feed = 'a' AND seq = 1")
        );
        await RefusedAsync("The provided key element does not match the schema", () =>
            RunAsync("DELETE FROM events WHERE feed = 'a' AND seq = '1'")
        );
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_shows_the_item_when_asked()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });

        var error = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() =>
            Db.ExecuteStatementAsync(
                new ExecuteStatementRequest
                {
                    Statement = $"UPDATE {Things} SET x = 3 WHERE id = 'a' AND x = 2",
                    ReturnValuesOnConditionCheckFailure = "ALL_OLD",
                }
            )
        );

        Assert.Equal("{id:'a',x:1}", Show(error.Item));
    }

    [Fact]
    public async Task Delete_of_what_is_not_there_is_a_success()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });

        Assert.Equal("", await AnswerAsync($"DELETE FROM {Things} WHERE id = 'nobody' AND x = 5 RETURNING ALL OLD *"));
        Assert.Equal(
            "ConditionalCheckFailedException",
            (await FailureAsync(() => RunAsync($"DELETE FROM {Things} WHERE id = 'a' AND x = 2"))).Code
        );
        Assert.Equal("{id:'a',x:1}", await AnswerAsync($"DELETE FROM {Things} WHERE id = 'a' AND x = 1 RETURNING ALL OLD *"));
        Assert.Null(await GetAsync("a"));
        await RefusedAsync("DELETE can only be RETURNING ALL OLD *", () =>
            RunAsync($"DELETE FROM {Things} WHERE id = 'a' RETURNING ALL NEW *")
        );
    }

    [Fact]
    public async Task A_statement_writes_indexes_and_consumes_as_the_operation_does()
    {
        await CreateEventsAsync();
        await RunAsync("INSERT INTO events VALUE {'feed': 'a', 'seq': 1, 'kind': 'k', 'happened': '1'}");
        Assert.Single((await RunAsync("SELECT * FROM \"events\".\"by-kind\" WHERE kind = 'k'")).Items);

        var answer = await Db.ExecuteStatementAsync(
            new ExecuteStatementRequest
            {
                Statement = "UPDATE events SET kind = 'other' WHERE feed = 'a' AND seq = 1",
                ReturnConsumedCapacity = "INDEXES",
            }
        );

        Assert.Equal(
            (3.0, 2.0),
            (answer.ConsumedCapacity.CapacityUnits, answer.ConsumedCapacity.GlobalSecondaryIndexes["by-kind"].CapacityUnits)
        );
        Assert.Empty((await RunAsync("SELECT * FROM \"events\".\"by-kind\" WHERE kind = 'k'")).Items);
    }
}
