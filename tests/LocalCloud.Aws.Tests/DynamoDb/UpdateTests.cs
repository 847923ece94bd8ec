using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class UpdateTests : DynamoDbTest
{
    private static readonly Dictionary<string, AttributeValue> Values = new()
    {
        [":one"] = N(1),
        [":two"] = N(2),
        [":text"] = S("new"),
        [":list"] = L(S("z")),
        [":empty"] = L(),
        [":y"] = SS("y", "q"),
        [":nums"] = NS("1", "7"),
        [":map"] = M(new() { ["a"] = N(1) }),
        [":xy"] = SS("x", "y"),
    };

    private static Dictionary<string, AttributeValue>? Used(string expression)
    {
        var used = Values.Where(value => System.Text.RegularExpressions.Regex.IsMatch(expression, value.Key + @"(?!\w)")).ToDictionary();
        return used.Count == 0 ? null : used;
    }

    private Task PutSampleAsync() =>
        PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["n"] = N(5),
                ["t"] = S("old"),
                ["l"] = L(S("a"), S("b"), S("c")),
                ["m"] = M(new() { ["k"] = S("v"), ["deep"] = M(new() { ["x"] = N(1) }) }),
                ["ss"] = SS("x", "y"),
            }
        );

    [Theory]
    [InlineData("SET t = :text", "t:'new'")]
    [InlineData("set brandnew = :one", "brandnew:1")]
    [InlineData("SET n = n + :two", "n:7")]
    [InlineData("SET n = n - :two", "n:3")]
    [InlineData("SET n = :two - n", "n:-3")]
    [InlineData("SET copied = m.k", "copied:'v'")]
    [InlineData("SET n = if_not_exists(n, :one)", "n:5")]
    [InlineData("SET c = if_not_exists(c, :one) + :two", "c:3")]
    [InlineData("SET l = list_append(l, :list)", "l:['a','b','c','z']")]
    [InlineData("SET l = list_append(:list, l)", "l:['z','a','b','c']")]
    [InlineData("SET q = list_append(if_not_exists(q, :empty), :list)", "q:['z']")]
    [InlineData("SET l[1] = :one", "l:['a',1,'c']")]
    [InlineData("SET l[9] = :one", "l:['a','b','c',1]")]
    [InlineData("SET l[9] = :one, l[5] = :two", "l:['a','b','c',2,1]")]
    [InlineData("SET m.k = :text", "k:'new'}")]
    [InlineData("SET m.deep.y = :two", "deep:{x:1,y:2}")]
    [InlineData("SET n = :one, t = :text", "n:1")]
    [InlineData("SET n = (n + :one)", "n:6")]
    [InlineData("REMOVE n", "{id:'a',l:")]
    [InlineData("REMOVE l[0], l[2]", "l:['b']")]
    [InlineData("REMOVE l[7]", "l:['a','b','c']")]
    [InlineData("REMOVE m.k", "m:{deep:{x:1}}")]
    [InlineData("REMOVE absent", "n:5")]
    [InlineData("ADD n :two", "n:7")]
    [InlineData("ADD fresh :two", "fresh:2")]
    [InlineData("ADD ss :y", "ss:<q,x,y>")]
    [InlineData("ADD tags :nums", "tags:<1,7>")]
    [InlineData("DELETE ss :y", "ss:<x>")]
    [InlineData("DELETE absent :y", "n:5")]
    [InlineData("SET t = :text REMOVE n ADD c :one DELETE ss :y", "{c:1,id:'a',")]
    [InlineData("SET n = t, t = n", "n:'old'")]
    [InlineData("SET l[0] = :one REMOVE l[1]", "l:[1,'c']")]
    public async Task An_update_changes_what_it_names(string expression, string expected)
    {
        await CreateThingsAsync();
        await PutSampleAsync();

        var answer = await UpdateAsync("a", expression, Used(expression), returns: ReturnValue.ALL_NEW);

        Assert.Contains(expected, Show(answer.Attributes));
        Assert.Equal(Show(answer.Attributes), Show(await GetAsync("a")));
    }

    [Fact]
    public async Task Deleting_the_last_members_deletes_the_set()
    {
        await CreateThingsAsync();
        await PutSampleAsync();

        await UpdateAsync("a", "DELETE ss :xy", Used(":xy"));

        Assert.DoesNotContain("ss", (await GetAsync("a"))!.Keys);
    }

    [Fact]
    public async Task An_update_of_nothing_makes_the_item()
    {
        await CreateThingsAsync();

        await UpdateAsync("new", "ADD c :one", Used(":one"));
        await Db.UpdateItemAsync(new UpdateItemRequest { TableName = Things, Key = Key("bare") });

        Assert.Equal(("{c:1,id:'new'}", "{id:'bare'}"), (Show(await GetAsync("new")), Show(await GetAsync("bare"))));
    }

    [Theory]
    [InlineData("NONE", "nothing")]
    [InlineData("ALL_OLD", "{id:'a',m:{k:'v',z:1},n:5,t:'old'}")]
    [InlineData("UPDATED_OLD", "{m:{k:'v'},n:5}")]
    [InlineData("UPDATED_NEW", "{m:{k:'new'},n:6}")]
    [InlineData("ALL_NEW", "{id:'a',m:{k:'new',z:1},n:6,t:'old'}")]
    public async Task ReturnValues_chooses_what_comes_back(string returns, string expected)
    {
        await CreateThingsAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["n"] = N(5),
                ["t"] = S("old"),
                ["m"] = M(new() { ["k"] = S("v"), ["z"] = N(1) }),
            }
        );

        var answer = await UpdateAsync(
            "a",
            "SET m.k = :text, n = n + :one",
            new() { [":text"] = S("new"), [":one"] = N(1) },
            returns: returns
        );

        Assert.Equal(expected, Show(answer.Attributes is { Count: > 0 } attributes ? attributes : null));
    }

    [Theory]
    [InlineData("", "Invalid UpdateExpression: The expression can not be empty;")]
    [InlineData("INVALID SYNTAX HERE", "Invalid UpdateExpression: Syntax error; token: \"INVALID\", near: \"INVALID SYNTAX\"")]
    [InlineData("ADD hits : incr", "Invalid UpdateExpression: Syntax error; token: \":\", near: \"hits : incr\"")]
    [InlineData("SET a = :one, SET b = :two", "Invalid UpdateExpression: Syntax error; token: \"SET\", near: \", SET b\"")]
    [InlineData(
        "SET a = :one SET b = :two",
        "Invalid UpdateExpression: The \"SET\" section can only be used once in an update expression;"
    )]
    [InlineData("SET name = :one", "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: name")]
    [InlineData(
        "SET a = :one, a = :two",
        "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], "
            + "path two: [a]"
    )]
    [InlineData(
        "SET a.b = :one REMOVE a",
        "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, "
            + "b], path two: [a]"
    )]
    [InlineData(
        "SET a.b = :one, a[0] = :two",
        "Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, "
            + "b], path two: [a, [0]]"
    )]
    [InlineData(
        "ADD n :text",
        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: "
            + "ALLOWED_FOR_ADD_OPERAND"
    )]
    [InlineData(
        "DELETE n :one",
        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: "
            + "ALLOWED_FOR_DELETE_OPERAND"
    )]
    [InlineData(
        "SET n = n + :text",
        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: +, operand type: S"
    )]
    [InlineData(
        "SET l = list_append(l, :one)",
        "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: list_append, operand type: N"
    )]
    [InlineData("SET n = size(t)", "Invalid UpdateExpression: The function is not allowed in an update expression; function: size")]
    [InlineData("SET n = nope(t)", "Invalid UpdateExpression: Invalid function name; function: nope")]
    [InlineData(
        "SET n = if_not_exists(:one, :two)",
        "Invalid UpdateExpression: Operator or function requires a document path; operator or function: if_not_exists"
    )]
    [InlineData("SET n = absent + :one", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET n = absent", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET n = t + :one", "An operand in the update expression has an incorrect data type")]
    [InlineData("ADD t :one", "An operand in the update expression has an incorrect data type")]
    [InlineData("DELETE n :y", "An operand in the update expression has an incorrect data type")]
    [InlineData("SET absent.x = :one", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET t.x = :one", "The document path provided in the update expression is invalid for update")]
    [InlineData(
        "SET id = :text",
        "One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key"
    )]
    [InlineData("REMOVE id", "One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key")]
    public async Task A_faulty_update_is_refused_and_changes_nothing(string expression, string message)
    {
        await CreateThingsAsync();
        await PutSampleAsync();
        var before = Show(await GetAsync("a"));

        await RefusedAsync(message, () => UpdateAsync("a", expression, Used(expression)));

        Assert.Equal(before, Show(await GetAsync("a")));
    }

    [Fact]
    public async Task A_condition_guards_an_update()
    {
        await CreateThingsAsync();
        await PutSampleAsync();

        await UpdateAsync("a", "SET n = :one", new() { [":one"] = N(1), [":old"] = N(5) }, condition: "n = :old");

        var (code, _) = await FailureAsync(() =>
            UpdateAsync("a", "SET n = :one", new() { [":one"] = N(1), [":old"] = N(5) }, condition: "n = :old")
        );
        Assert.Equal("ConditionalCheckFailedException", code);
    }

    [Fact]
    public async Task A_hundred_concurrent_increments_all_count()
    {
        await CreateThingsAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => UpdateAsync("a", "ADD c :one", Used(":one"))));

        Assert.Equal("{c:100,id:'a'}", Show(await GetAsync("a")));
    }

    [Fact]
    public async Task An_item_must_not_outgrow_its_limit()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = S(new string('x', 300_000)) });

        await RefusedAsync("Item size to update has exceeded the maximum allowed size", () => UpdateAsync("a", "SET y = x"));
    }
}
