@echo off
rem Freshet's commands: builds the launcher when needed, then runs it.
setlocal
set "HERE=%~dp0"
set "JAR=%HERE%local\launcher\target\quarkus-app\quarkus-run.jar"
set "BUILT=%HERE%local\launcher\target\built-by-freshet"
rem What is answered before anything is built; written by a test of local/command-line.
set "ANSWERS=%HERE%local\command-line\answers"
set "ARGUMENT_CHECK=%HERE%local\command-line\src\main\java\io\freshet\commandline\ArgumentCheck.java"
set "COMMAND=%~1"
set "HEAP=512m"
set "MODULE=local/launcher"
rem Whether the services need no packages of their own, because the launcher holds them.
set "PACKAGED=true"

if "%COMMAND%"=="" (
  type "%ANSWERS%\help.txt" 1>&2
  exit /b 2
)
rem The words before the first option name the answer's file.
set "TOPIC="
set "HELP="
set "VERSION="
set "OPTIONS="
for %%a in (%*) do call :word "%%~a"
if defined VERSION set "TOPIC=-version"
if not defined VERSION if defined HELP set "TOPIC=-help%TOPIC%"
if defined VERSION goto answer
if defined HELP goto answer
if "%COMMAND%"=="completion" goto answer
goto choose

:word
if "%~1"=="--version" set "VERSION=yes"
if "%~1"=="-V" set "VERSION=yes"
if "%~1"=="--help" set "HELP=yes"
if "%~1"=="-h" set "HELP=yes"
set "WORD=%~1"
if "%WORD:~0,1%"=="-" set "OPTIONS=yes"
if defined OPTIONS exit /b 0
if "%~1"=="help" if not defined TOPIC if not defined HELP (
  set "HELP=yes"
  exit /b 0
)
set "TOPIC=%TOPIC%-%~1"
exit /b 0

:answer
if not exist "%ANSWERS%\%TOPIC:~1%.txt" goto choose
type "%ANSWERS%\%TOPIC:~1%.txt"
exit /b 0

:choose
if "%COMMAND%"=="demo" set "HEAP=300m"
if "%COMMAND%"=="bench" set "MODULE=verification/benchmarks"
if "%COMMAND%"=="bench" set "JAR=%HERE%verification\benchmarks\target\benchmarks.jar"
if "%COMMAND%"=="bench" set "BUILT=%HERE%verification\benchmarks\target\built-by-freshet"
if "%COMMAND%"=="soak" set "MODULE=verification/fault-injection"
if "%COMMAND%"=="soak" set "JAR=%HERE%verification\fault-injection\target\fault-injection.jar"
if "%COMMAND%"=="soak" set "BUILT=%HERE%verification\fault-injection\target\built-by-freshet"
if "%COMMAND%"=="soak" set "PACKAGED=false"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
rem By way of a file: what for /f runs itself may not begin with a quoted path and have a pipe.
set "SAID=%TEMP%\freshet-%RANDOM%-%RANDOM%.txt"
"%JAVA%" -XshowSettings:properties -version >"%SAID%" 2>&1
if not errorlevel 1 goto version
del "%SAID%" 2>nul
if defined JAVA_HOME echo freshet: JAVA_HOME is %JAVA_HOME%, which has no bin\java.exe; set it to a JDK 17 or newer, or unset it.>&2
if not defined JAVA_HOME echo freshet: java was not found; install a JDK 17 or newer from adoptium.net, and put it on the PATH.>&2
exit /b 1

:version
set "SPEC="
for /f "tokens=3" %%v in ('findstr /c:"java.specification.version =" "%SAID%"') do set "SPEC=%%v"
for /f "tokens=1* delims==" %%a in ('findstr /c:"java.home =" "%SAID%"') do set "JDK=%%b"
del "%SAID%" 2>nul
rem 17 and so on; Java 8 and older call themselves 1.8.
for /f "delims=." %%m in ("%SPEC%") do if %%m GEQ 17 goto build
if not defined SPEC set "SPEC=of an unknown version"
echo freshet: %JAVA% is Java %SPEC%, and JDK 17 or newer is needed; set JAVA_HOME to one.>&2
exit /b 1

:build
rem After the sign of equality there is a blank.
set "JAVA_HOME=%JDK:~1%"
rem What is wrong with a word that is no command is said without building anything.
if not exist "%ANSWERS%\help-%COMMAND%.txt" goto check
rem Built when the application is missing, or something that it is made of is newer.
powershell -NoProfile -Command ^
  "if (-not (Test-Path -LiteralPath $env:JAR)) { exit 1 };" ^
  "$than = if (Test-Path -LiteralPath $env:BUILT) { $env:BUILT } else { $env:JAR };" ^
  "$date = (Get-Item -LiteralPath $than).LastWriteTime;" ^
  "$newer = Get-ChildItem -LiteralPath $env:HERE -Recurse -File | Where-Object { $_.LastWriteTime -gt $date -and $_.FullName -notmatch '\\target\\|\\src\\test\\|\\\.git\\|\\\.freshet\\' -and ($_.Name -eq 'pom.xml' -or $_.FullName -match '\\src\\|\\\.mvn\\') } | Select-Object -First 1;" ^
  "if ($newer) { exit 1 }"
if not errorlevel 1 goto run

:check
"%JAVA%" -XX:TieredStopAtLevel=1 "-Dfreshet.grammar=%ANSWERS%\grammar.txt" "%ARGUMENT_CHECK%" %*
if errorlevel 1 exit /b %errorlevel%
where mvn >nul 2>&1
if not errorlevel 1 goto maven
echo freshet: mvn was not found, and Freshet has to be built; install Maven 3.8.7 or newer from maven.apache.org, and put it on the PATH.>&2
exit /b 1

:maven
if not exist "%JAVA_HOME%\bin\javac.exe" (
  echo freshet: "%JAVA_HOME%" has no compiler, and Freshet has to be built; install a JDK 17 or newer, not only a JRE.>&2
  exit /b 1
)
set "MAVEN="
set "RANK=0"
call mvn -B --version >"%SAID%" 2>&1
for /f "tokens=3" %%v in ('findstr /c:"Apache Maven " "%SAID%"') do set "MAVEN=%%v"
del "%SAID%" 2>nul
for /f "tokens=1-3 delims=.-" %%a in ("%MAVEN%") do set /a "RANK=%%a*1000000+%%b*1000+%%c"
if %RANK% GEQ 3008007 goto package
if not defined MAVEN set "MAVEN=of an unknown version"
echo freshet: mvn is Maven %MAVEN%, and 3.8.7 or newer is needed.>&2
exit /b 1

:package
echo Building Freshet (the first time Maven also downloads what it needs)
rem Dated before the build begins, so that a change made meanwhile is not missed.
if not exist "%HERE%.freshet" mkdir "%HERE%.freshet"
type nul >"%HERE%.freshet\build.started"
pushd "%HERE%"
call mvn -B -ntp -DskipTests -Dspotless.check.skip=true -Dquarkus.build.skip=%PACKAGED% -pl %MODULE% -am package
if errorlevel 1 (
  popd
  echo freshet: the build failed; see above. Behind a proxy Maven needs settings.xml in its folder .m2.>&2
  exit /b 1
)
popd
move /y "%HERE%.freshet\build.started" "%BUILT%" >nul

:run
"%JAVA%" -Xmx%HEAP% "@%HERE%local\launcher\java.options" "-Dfreshet.home=%HERE:~0,-1%" %FRESHET_JAVA_OPTS% -jar "%JAR%" %*
exit /b %errorlevel%
